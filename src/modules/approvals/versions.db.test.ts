import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { days, seat, step } from './data/processes/words.ts'
import type { Process } from './model.ts'
import { casesWorld, decision, trials } from './testing.ts'

/* A process changes; cases that run keep the version they began with. */

const world = await casesWorld()
const { units, as, at, refusal } = world

const { save, open, sign } = trials(world)
const station = [seat('station', 'town_station')]

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

  test('a process that cannot run, or asks for less than the law, is not saved', async () => {
    const { process } = await as<{ process: Process }>('农业农村局', 'readProcess', {
      process: 'member-exit',
    })
    const put = (steps: Process['steps'], who = '农业农村局', validFrom = '2026-03-02') =>
      as<{ version: number }>(who, 'saveProcess', {
        process: 'member-exit',
        body: { ...process, steps },
        validFrom,
        source: '县〔2026〕1号',
      })
    const [notice, settlement, register] = process.steps
    if (notice === undefined || settlement === undefined || register === undefined) {
      throw new Error('three steps')
    }
    const broken = [{ ...notice, after: ['nowhere'] }, settlement, register, register]
    expect((await refusal(put(broken))).faults.map(({ path }) => path)).toEqual([
      '$.body.steps[3].key',
      '$.body.steps[0].after',
    ])
    const refused = await refusal(
      put([notice, { ...settlement, demands: [], papers: [] }, register]),
    )
    expect(refused.faults.map(({ path }) => path)).toEqual([
      '$.body.steps[1].demands',
      '$.body.steps[1].papers',
    ])
    expect(refused.faults[0]?.text.zh).toContain('山东省农民专业合作社条例第二十二条')
    expect((await refusal(put(process.steps, '农业农村局', '2026-03-01'))).faults[0]?.path).toBe(
      '$.validFrom',
    )
    expect((await refusal(put(process.steps, '站员1'))).code).toBe('forbidden')
    const further = step('talk', ['退社谈话', 'A talk'], {
      after: ['notice'],
      seats: [seat('secretary', 'village_secretary')],
    })
    await put([notice, further, { ...settlement, after: ['talk'] }, register])
    const read = await as<{ origin: string; locks: { clause: string }[] }>('站员1', 'readProcess', {
      process: 'member-exit',
    })
    expect([read.origin, read.locks.length > 5]).toEqual(['county', true])
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
