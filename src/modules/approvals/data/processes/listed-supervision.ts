import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { days, event, line, scan, seat, step, words } from './words.ts'

const SEED = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):挂牌督办解决'

/** 挂牌督办: a problem under a plate of the county with a supervising leader, until it is taken off after a check. */
export const LISTED_SUPERVISION: Process = {
  id: 'listed-supervision',
  title: text('挂牌督办', 'Listed supervision'),
  purpose: text(
    '久拖不决、性质严重或者反复出现的问题,由县级领导挂牌督办,每周报进展,现场核查后摘牌。',
    'What drags on, weighs heavily or comes back is put under a plate of a county leader, told of every week, and taken off after a check on the spot.',
  ),
  unit: 'town',
  openers: [],
  facts: [
    line('number', ['问题编号', 'Number']),
    line('problem', ['问题', 'Problem']),
    line('leader', ['督办领导', 'Supervising leader']),
    { kind: 'day', key: 'dueOn', title: text('办结期限', 'To be settled by'), event: false },
    words('reason', ['挂牌理由', 'Why']),
    line('frequency', ['进展报送', 'How often progress is told']),
  ],
  sources: [SEED],
  steps: [
    step('approve', ['审批挂牌', 'The plate is approved'], {
      after: [],
      kind: 'approval',
      guidanceBinds: true,
      seats: [seat('leader', 'county_leader')],
      apart: ['open'],
      due: days(3, { working: true }),
      clause: SEED,
    }),
    step('removal', ['申请摘牌', 'Removal is asked for'], {
      after: ['approve'],
      seats: [seat('secretary', 'town_secretary'), seat('station', 'town_station')],
      signers: 1,
      form: [words('result', ['办理结果', 'Result'])],
      papers: [scan('result-photo', ['办理结果佐证', 'Proof of the result'])],
      escalate: 'county_organisation',
      clause: SEED,
    }),
    step('check', ['现场核查', 'Checked on the spot'], {
      after: ['removal'],
      seats: [seat('agriculture', 'county_agriculture'), seat('organisation', 'county_organisation')],
      signers: 1,
      form: [
        event('visitedOn', ['核查日期', 'Visited on']),
        line('place', ['核查地点', 'Place']),
        words('found', ['核查意见', 'What was found']),
      ],
      papers: [scan('site-photo', ['现场照片', 'Photograph of the place'])],
      apart: ['open', 'removal'],
      due: days(5, { working: true, from: 'removal' }),
      escalate: 'county_leader',
      clause: SEED,
    }),
    step('remove', ['批准摘牌', 'The plate is taken off'], {
      after: ['check'],
      seats: [seat('leader', 'county_leader')],
      apart: ['removal', 'check'],
      form: [words('conclusion', ['摘牌意见', 'Conclusion'])],
      due: days(3, { working: true, from: 'check' }),
      clause: SEED,
    }),
  ],
}
