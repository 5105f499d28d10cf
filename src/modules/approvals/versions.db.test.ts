import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { text } from '../../kernel/text.ts'
import { days, seat, step, yuan } from './data/processes/words.ts'
import type { Process, Step } from './model.ts'
import { casesWorld } from './testing.ts'

/* A process changes; cases that run keep the version they began with. */

const world = await casesWorld()
const { units, as, at, refusal } = world

const process = (steps: readonly Step[]): Process => ({
  id: 'four-discussions',
  title: text('试行流程', 'Trial'),
  purpose: text('试行', 'Trial'),
  unit: 'village',
  openers: ['village_secretary'],
  facts: [yuan('amount', ['金额', 'Amount'], { optional: true })],
  sources: ['县〔2026〕1号'],
  steps,
})
const station = [seat('station', 'town_station')]
const decision = (more: Partial<Step> = {}): Step =>
  step('decide', ['审核', 'Decide'], {
    kind: 'approval',
    after: [],
    seats: station,
    apart: ['open'],
    ...more,
  })

const save = (steps: readonly Step[], validFrom = '2026-03-02') =>
  as<{ version: number }>('农业农村局', 'saveProcess', {
    process: 'four-discussions',
    body: process(steps),
    validFrom,
    source: '县〔2026〕1号',
  })
const open = async (title = '一件事', who = '村书记'): Promise<string> => {
  const { caseId } = await as<{ caseId: string }>(who, 'openCase', {
    unitId: units.village,
    process: 'four-discussions',
    title,
    facts: {},
  })
  return caseId
}
const CHARTER = { basis: 'charter', basisText: '章程第十二条' }
const sign = (who: string, caseId: string, more: object = {}) =>
  as<{ state: string; stepDone: boolean; acts: number }>(who, 'signStep', {
    caseId,
    step: 'decide',
    ...CHARTER,
    ...more,
  })

beforeAll(async () => {
  await world.account('农业农村局', 'county_agriculture', { unit: units.county })
  await world.account('村书记', 'village_secretary', { unit: units.village })
  await world.account('站员1', 'town_station', { unit: units.town })
})
beforeEach(async () => {
  await at('2026-03-02')
  await save([decision()])
})

describe('versions', () => {
  test('running cases keep theirs; the latest that has begun counts for new ones', async () => {
    const old = await open('旧版')
    await save([decision({ seats: [seat('secretary', 'town_secretary')] })], '2026-03-10')
    await save(
      [decision(), step('more', ['加一步', 'More'], { after: ['decide'], seats: station })],
      '2026-03-05',
    )
    const stepsOf = async (caseId: string) => {
      const { steps } = await as<{ steps: { seats: { role: string }[] }[] }>('村书记', 'readCase', {
        caseId,
      })
      return steps.map(({ seats }) => seats[0]?.role)
    }
    expect(await stepsOf(await open('仍旧'))).toEqual(['town_station'])
    await at('2026-03-05')
    expect(await stepsOf(await open('两步'))).toEqual(['town_station', 'town_station'])
    await at('2026-03-10')
    expect(await stepsOf(await open('书记'))).toEqual(['town_secretary'])
    expect(await stepsOf(old)).toEqual(['town_station'])
    expect((await sign('站员1', old)).state).toBe('done')
  })

  test('a process that cannot run is not saved', async () => {
    const broken = [
      decision({ after: ['nowhere'] }),
      decision({ seats: [seat('coop', 'coop_accountant')] }),
    ]
    const refused = await refusal(save(broken))
    expect(refused.faults.map(({ path }) => path)).toEqual([
      '$.body.steps[1].key',
      '$.body.steps[0].after',
      '$.body.steps[1].seats[0]',
    ])
    expect((await refusal(save([decision()], '2026-03-01'))).faults[0]?.path).toBe('$.validFrom')
    expect(
      (
        await refusal(
          as('站员1', 'saveProcess', {
            process: 'four-discussions',
            body: process([decision()]),
            validFrom: '2026-03-02',
            source: '无',
          }),
        )
      ).code,
    ).toBe('forbidden')
  })

  test('beyond the working calendar nothing is counted and nothing signed', async () => {
    await at('2026-12-29')
    await save([decision({ wait: days(5, { working: true }) })], '2026-12-29')
    const caseId = await open('年底的事')
    const refused = await refusal(sign('站员1', caseId))
    expect([refused.code, refused.text.zh]).toEqual([
      'not_allowed_now',
      expect.stringContaining('工作日历'),
    ])
    await as('农业农村局', 'recordWorkingCalendar', {
      year: 2027,
      free: ['2027-01-01'],
      worked: [],
      source: '国办发明电',
    })
    expect((await refusal(sign('站员1', caseId))).text.zh).toContain('2027-01-06')
    await at('2027-01-06')
    expect((await sign('站员1', caseId)).state).toBe('done')
  })
})
