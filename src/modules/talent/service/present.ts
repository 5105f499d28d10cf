import type { Ctx } from '../../../platform/ctx.ts'
import { personsByIds } from '../../registry/index.ts'
import type { Ballots, PromiseFacts } from '../model.ts'
import { isOpen, promiseState } from '../rules/promises.ts'
import { evidenceOf, noticesOf, type PromiseRow } from '../store/promises.ts'

export const sayPromise = ({ year, number }: Pick<PromiseRow, 'year' | 'number'>): string =>
  `诺〔${year}〕${number}号`

export const ballotsOf = (row: PromiseRow): Ballots => ({
  kept: row.kept ?? 0,
  partly: row.partly ?? 0,
  unkept: row.unkept ?? 0,
})

export const factsOf = (row: PromiseRow): PromiseFacts => ({
  dueOn: row.due_on,
  published: row.published,
  withdrawn: row.withdrawn_on !== null,
  assessed:
    row.how === null || row.until_on === null
      ? null
      : { ballots: ballotsOf(row), until: row.until_on, how: row.how },
})

/** Promises as they are shown with names: notices, evidence, the last assessment; open ones tell no figures. */
export async function presented(ctx: Ctx, rows: readonly PromiseRow[]) {
  const ids = rows.map(({ id }) => id)
  const notices = await noticesOf(ctx, ids)
  const evidence = await evidenceOf(ctx, ids)
  const persons = await personsByIds(ctx, [...new Set(rows.map((row) => row.person_id))])
  return rows.map((row) => {
    const facts = factsOf(row)
    const open = isOpen(facts, ctx.today)
    return {
      promiseId: row.id,
      number: sayPromise(row),
      village: { id: row.village_id, name: row.village_name },
      person: { id: row.person_id, name: persons.get(row.person_id)?.name ?? '' },
      coop: row.coop_id === null ? null : { id: row.coop_id, name: row.coop_name ?? '' },
      what: row.what,
      madeOn: row.made_on,
      dueOn: row.due_on,
      state: promiseState(facts, ctx.today),
      notices: (notices.get(row.id) ?? []).map(({ place, on_date: on }) => ({ place, on })),
      evidence: (evidence.get(row.id) ?? []).map((one) => ({
        on: one.on_date,
        said: one.said,
        by: one.recorded_by,
        fileId: one.file_id,
      })),
      assessment:
        row.how === null || row.until_on === null
          ? null
          : {
              how: row.how,
              on: row.assessed_on ?? row.until_on,
              until: row.until_on,
              open,
              ballots: open ? null : ballotsOf(row),
              counters: [...(row.counters ?? [])],
              fileId: row.tally_id,
            },
      withdrawn: row.withdraw_reason,
    }
  })
}
