/** Owns the tables of the embedded database; with DATABASE_URL, its user does. */
export const OWNER_ROLE = 'disw_owner';

/** Owns nothing and has only the rights that the migrations grant it by this name. */
export const APPLICATION_ROLE = 'disw_application';
