import { must } from '../../src/kernel/assert.ts'
import type { Ask, Sample } from './samples.ts'

interface Allocation {
  readonly allocationId: string
  readonly number: string
  readonly unit: { readonly id: string; readonly kind: string; readonly name: string }
}
const allocations = async (ask: Ask): Promise<readonly Allocation[]> =>
  (await ask<{ rows: readonly Allocation[] }>('listSupportAllocations', { limit: 5 })).rows

/** Papers of support: the ledger, the published list, a notice and a co-op's card. */
export const supportSamples = (countyUnit: (ask: Ask) => Promise<string>) => ({
  printSupportLedger: async (ask: Ask): Promise<Sample[]> => [
    { input: { unitId: await countyUnit(ask) }, words: ['扶持资金台账', '35,000,000.00'] },
  ],
  printSupportList: async (ask: Ask): Promise<Sample[]> => [
    { input: { unitId: await countyUnit(ask), year: 2020 }, words: ['扶持资金分配公示表'] },
  ],
  printSupportNotice: async (ask: Ask): Promise<Sample[]> => {
    const { allocationId, unit, number } = must((await allocations(ask))[0], 'an allocation')
    return [{ input: { unitId: unit.id, allocationId }, words: [number, unit.name] }]
  },
  printSupportCard: async (ask: Ask): Promise<Sample[]> => {
    const rows = await allocations(ask)
    const own = rows.find(({ unit }) => unit.kind === 'coop')
    const { unit } = must(own, 'an allocation to a co-op')
    return [{ input: { coopId: unit.id }, words: ['扶持明白卡', unit.name] }]
  },
})
