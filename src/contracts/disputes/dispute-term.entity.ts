import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days within which the other party of a dispute answers, per level. */
@Entity('dispute_term')
export class DisputeTermEntity {
  @PrimaryColumn({ type: 'text' })
  level!: string;

  @Column({ type: 'integer', name: 'answer_days' })
  answerDays!: number;

  @Column({ type: 'boolean' })
  verified!: boolean;

  @Column({ type: 'text' })
  source!: string;
}
