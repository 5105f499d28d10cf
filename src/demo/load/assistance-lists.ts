import { text } from '../../kernel/text.ts'
import { idOf } from './ids.ts'
import { each, type Step } from './step.ts'

/*
 * What assistance shares gave of 2019: the lists that villages approved, of some co-ops; the others still owe theirs.
 */

const YEAR = 2019
const DECIDED_ON = '2020-03-20'
const POSTED = { postedFrom: '2020-03-08', postedTo: '2020-03-15' } as const

/** The part of a load that approves lists of those who benefit; it stands on the distributions of the year. */
export const ASSISTANCE_LISTS: Step = {
  name: 'assistance lists',
  title: text('扶贫股收益名单', 'Lists of assistance shares'),
  weight: 20,
  run: async (load) => {
    const { door, ids, plan } = load
    const helping = plan.coops.filter(({ assistance }) => assistance.length > 0)
    // Two in three: of the others the county sees that the list is missing.
    const listed = helping.filter((_, i) => i % 3 !== 2)
    await each(load, listed, async ({ key }) => {
      const of = { coopId: idOf(ids.coops, key), year: YEAR }
      const { funds } = await door.distribution.readAssistanceDues(of)
      for (const { fundId, lists, rows } of funds) {
        const due = rows.filter((row) => row.due !== '0.00')
        if (lists.length > 0 || due.length === 0) continue
        await door.distribution.approveAssistanceList({
          ...of,
          fundId,
          document: '村民代表会议 2020-03-20(示例)',
          decidedOn: DECIDED_ON,
          ...POSTED,
          lines: rows.map(({ beneficiaryId, due: amount }) => ({ beneficiaryId, amount })),
        })
      }
    })
  },
}
