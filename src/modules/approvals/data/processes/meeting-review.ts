import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { days, line, seat, step, words } from './words.ts'

/* 成员大会议题报乡镇征求意见: an opinion with a clock, seen by every member. It is no approval (Act 7, 69). */

const SEED = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):重大事项决策、成员大会议题严格把关'

export const MEETING_REVIEW: Process = {
  id: 'meeting-review',
  title: text('成员大会议题征求意见', 'Opinion on the agenda of an assembly'),
  purpose: text(
    '成员大会议题和重大事项在通知成员之前报乡镇(街道)征求意见,意见随通知送达全体成员。意见不能否决依法召开的成员大会。',
    'Before members are told, the agenda goes to the town for its opinion, which every member sees. It cannot veto a lawful assembly.',
  ),
  unit: 'coop',
  openers: [],
  facts: [
    { kind: 'day', key: 'heldOn', title: text('会议日期', 'Held on'), event: false },
    line('place', ['地点', 'Place']),
    { kind: 'words', key: 'matters', title: text('议题', 'Matters') },
    { kind: 'words', key: 'major', title: text('其中重大事项', 'Major matters among them') },
  ],
  sources: [SEED, '农民专业合作社法第七、二十九、六十九条'],
  steps: [
    step('station', ['经管站意见', 'Opinion of the economic station'], {
      kind: 'opinion',
      after: [],
      seats: [seat('station', 'town_station')],
      form: [words('remarks', ['对议题和材料的意见', 'Remarks on matters and papers'])],
      due: days(3, { working: true }),
      escalate: 'town_secretary',
      clause: SEED,
    }),
    step('committee', ['乡镇(街道)党(工)委意见', 'Opinion of the town Party committee'], {
      kind: 'opinion',
      after: ['station'],
      seats: [seat('secretary', 'town_secretary')],
      due: days(5, { working: true }),
      apart: ['station'],
      escalate: 'county_agriculture',
      clause: SEED,
    }),
  ],
}
