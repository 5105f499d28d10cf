import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/date.ts'
import { text } from '../../../kernel/text.ts'
import { faultsOfProcess } from '../../approvals/rules/process.ts'
import { FOUNDING } from '../../approvals/data/processes/founding.ts'
import type { Standpoint } from '../model.ts'
import { countDown } from './countdown.ts'

const TODAY = '2020-11-30' as LocalDate
const day = (value: string | null) => value as LocalDate | null

/** survey → draft → registration → certificates → operation, and a branch that belongs to the last alone. */
const chain = (
  states: Readonly<Record<string, Standpoint['status']>>,
  dueOn: string | null = null,
) =>
  (
    [
      ['survey', []],
      ['draft', ['survey']],
      ['registration', ['draft']],
      ['rules', ['registration']],
      ['certificates', ['registration']],
      ['operation', ['certificates', 'rules']],
    ] as const
  ).map(([key, after]): Standpoint => {
    const status = states[key] ?? 'waiting'
    return {
      key,
      title: text(key, key),
      status,
      after,
      dueOn: status === 'open' ? day(dueOn) : null,
      roles: status === 'open' ? ['town_station'] : [],
    }
  })

describe('the countdown', () => {
  test('counts what lies before the next milestone, and nothing of the later ones', () => {
    const { milestone, missing, sentence } = countDown(chain({ survey: 'open' }), TODAY)
    expect(milestone?.zh).toBe('领照')
    expect(missing).toEqual(['survey', 'draft', 'registration'])
    expect(sentence.zh).toBe(
      '距领照还差 3 项:survey、draft、registration。正等乡镇经管站办理“survey”。',
    )
  })

  test.each([
    [
      { survey: 'done', draft: 'done', registration: 'done', rules: 'open' },
      '首批成员证',
      ['certificates'],
    ],
    [
      {
        survey: 'done',
        draft: 'skipped',
        registration: 'done',
        certificates: 'done',
        rules: 'open',
      },
      '投入运营',
      ['rules', 'operation'],
    ],
  ] as const)('%j: %s', (states, milestone, missing) => {
    const found = countDown(chain(states), TODAY)
    expect(found.milestone?.zh).toBe(milestone)
    expect(found.missing).toEqual(missing)
  })

  test('says by when, and what is late', () => {
    const late = countDown(chain({ survey: 'open' }, '2020-11-29'), TODAY)
    expect(late.overdue).toEqual(['survey'])
    expect(late.sentence.zh).toContain('期限 2020-11-29。有 1 项已超期。')
    expect(countDown(chain({ survey: 'open' }, '2020-11-30'), TODAY).overdue).toEqual([])
  })

  test('a county that dropped the milestones still counts what is left', () => {
    const short = chain({ survey: 'open' }).slice(0, 2)
    expect(countDown(short, TODAY)).toMatchObject({ missing: ['survey', 'draft'] })
    const done = chain({ survey: 'done', draft: 'done' }).slice(0, 2)
    expect(countDown(done, TODAY)).toMatchObject({ milestone: null, missing: [] })
  })
})

describe('the process as it is shipped', () => {
  test('can run, and names its source at every step', () => {
    expect(faultsOfProcess(FOUNDING)).toEqual([])
    expect(FOUNDING.steps).toHaveLength(16)
    for (const step of FOUNDING.steps) expect(step.clause, step.key).not.toBe('')
  })

  test('nobody checks what they made, and every delay is told to somebody above', () => {
    const of = (key: string) => FOUNDING.steps.find((step) => step.key === key)
    expect(of('station-check')?.apart).toContain('draft')
    expect(of('town-check')?.apart).toEqual(['draft', 'station-check'])
    expect(FOUNDING.steps.filter((step) => step.due !== null && step.escalate === null)).toEqual([])
  })
})
