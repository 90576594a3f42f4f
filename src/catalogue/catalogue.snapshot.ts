import { Snapshot } from '../platform/database/snapshot';
import { statement, type Queryable } from '../platform/database/statement';
import { buildCatalogue, type Catalogue, type CatalogueRows } from './catalogue';

/** One statement, so that all of it is of one moment. */
const selectCatalogue = statement<CatalogueRows>(
  'catalogue.everything',
  `SELECT
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'code', code, 'name', name, 'dutchName', dutch_name, 'valueType', value_type,
        'unit', unit, 'choices', choices, 'standIns', stand_ins) ORDER BY code COLLATE "C"), '[]')
      FROM characteristic) AS characteristics,
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'code', g.code, 'name', g.name, 'dutchName', g.dutch_name, 'category', g.category,
        'gph', g.gph, 'supplierQualification', g.supplier_qualification,
        'supplierQualifications', (
          SELECT jsonb_build_array(g.supplier_qualification)
            || coalesce(jsonb_agg(t.qualification ORDER BY t.qualification), '[]')
          FROM qualification_taken_in t WHERE t.takes_in = g.supplier_qualification),
        'verified', g.verified, 'source', g.source,
        'characteristics', coalesce((
          SELECT jsonb_agg(jsonb_build_object('code', c.characteristic_code, 'hard', c.hard,
                                              'mustBeAsked', c.must_be_asked)
                           ORDER BY c.characteristic_code COLLATE "C")
          FROM product_group_characteristic c WHERE c.product_group_code = g.code), '[]'))
        ORDER BY g.code COLLATE "C"), '[]')
      FROM product_group g) AS groups,
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', id, 'gtin', gtin, 'name', name, 'maker', maker,
        'productGroupCode', product_group_code, 'piecesPerPack', pieces_per_pack,
        'minimumRemainingDays', minimum_remaining_days, 'listPrice', list_price::text,
        'characteristics', characteristics, 'active', active) ORDER BY id), '[]')
      FROM article) AS articles,
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'articleId', article_id, 'substituteId', substitute_id, 'kind', kind, 'note', note)
        ORDER BY article_id, substitute_id), '[]')
      FROM substitution) AS substitutions,
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'category', category, 'articleId', article_id, 'minimumPieces', minimum_pieces)
        ORDER BY category, article_id), '[]')
      FROM start_assortment) AS "startAssortment"`,
);

export type CatalogueSnapshot = Snapshot<Catalogue>;

/** The catalogue in memory; make one per server. */
export function catalogueSnapshot(database: Queryable): CatalogueSnapshot {
  return new Snapshot(database, 'catalogue', async (source) => {
    const [rows] = await source.query(selectCatalogue);
    if (rows === undefined) throw new Error('The catalogue could not be read');
    return buildCatalogue(rows);
  });
}
