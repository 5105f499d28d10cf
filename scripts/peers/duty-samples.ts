import { must } from '../../src/kernel/assert.ts'
import type { Ask, Sample } from './samples.ts'

interface Meeting {
  readonly id: string
  readonly source: string
  readonly unit: { readonly id: string; readonly name: string }
}
interface Plan {
  readonly town: { readonly id: string; readonly name: string }
  readonly status: string
}

/** Papers of duty: the list of duties, the minutes of a meeting, a town's plan against what is. */
export const dutySamples = (countyUnit: (ask: Ask) => Promise<string>) => ({
  printDutyList: async (ask: Ask): Promise<Sample[]> => [
    { input: { unitId: await countyUnit(ask) }, words: ['责任'] },
  ],
  printMeetingMinutes: async (ask: Ask): Promise<Sample[]> => {
    const { rows } = await ask<{ rows: readonly Meeting[] }>('listMeetingRegister', { limit: 50 })
    // Meetings of a weekly dispatch have their minutes there.
    const own = rows.find(({ source }) => source === 'meeting')
    const { id, unit } = must(own, 'a meeting of the register')
    return [{ input: { unitId: unit.id, meetingId: id }, words: ['纪要', unit.name] }]
  },
  printTownPlan: async (ask: Ask): Promise<Sample[]> => {
    const { rows, year } = await ask<{ rows: readonly Plan[]; year: number }>('listTownPlans', {})
    const { town } = must(
      rows.find(({ status }) => status === 'confirmed'),
      'a confirmed plan',
    )
    return [{ input: { townId: town.id, year }, words: [town.name, String(year)] }]
  },
})
