import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { count, days, event, line, scan, seat, step, words } from './words.ts'

/*
 * 组建联合社: three co-ops at least (农民专业合作社法 56), each by its own assembly's resolution. The case belongs to
 * the co-op that takes the lead; what is founded stands in the registry as 设立中 from the proposal on. Days are the
 * county's procedure and may be changed with it.
 */

const ACT = '农民专业合作社法'
const COUNTY = '本县操作规程(可修改)'

const secretary = [seat('secretary', 'village_secretary')]
const station = [seat('station', 'town_station')]

export const UNION_FOUNDING: Process = {
  id: 'union-founding',
  title: text('组建联合社', 'Founding a union of co-ops'),
  purpose: text(
    '三家以上合作社组建联合社:各成员社由本社成员大会决定是否加入,联合社自身事项由设立大会决定。',
    'Three co-ops or more found a union: whether a co-op joins is decided by its own assembly, what concerns the union by its founding assembly.',
  ),
  unit: 'coop',
  // Opened with the union it is about.
  openers: [],
  facts: [
    line('name', ['联合社名称', 'Name of the union']),
    line('seat', ['所在地', 'Seat']),
    { kind: 'words', key: 'members', title: text('拟加入的合作社', 'Co-ops that would join') },
  ],
  sources: [`${ACT} 第七章(56-63)`, '市场主体登记管理条例', COUNTY],
  steps: [
    step('proposal', ['发起论证', 'Proposal'], {
      after: [],
      seats: station,
      form: [
        words('reason', ['组建理由和共同业务', 'Why, and the business in common']),
        words('benefit', ['对成员社的好处', 'What member co-ops gain'], { optional: true }),
      ],
      due: days(15),
      evidence: ['founding.union-members'],
      escalate: 'county_agriculture',
      clause: `${ACT} 56`,
    }),
    step('resolutions', ['各成员社成员大会决议', 'The assembly of each co-op resolves'], {
      after: ['proposal'],
      seats: secretary,
      due: days(60),
      evidence: ['founding.union-members', 'founding.union-resolved'],
      escalate: 'town_station',
      clause: `${ACT} 29、30`,
    }),
    step('charter', ['拟订联合社章程', 'Charter of the union'], {
      after: ['resolutions'],
      seats: secretary,
      form: [words('rules', ['出资、一社一票、盈余分配的约定', 'Contributions, votes, surplus'])],
      papers: [scan('charter-draft', ['联合社章程(草案)', 'Charter, draft'])],
      due: days(21),
      escalate: 'town_station',
      clause: `${ACT} 57、59-62`,
    }),
    step('assembly', ['召开设立大会', 'Founding assembly'], {
      after: ['charter'],
      seats: secretary,
      form: [event('heldOn', ['设立大会日期', 'Held on']), count('coops', ['到会合作社', 'Co-ops'])],
      papers: [
        scan('founding-minutes', ['设立大会纪要(各成员社签章)', 'Minutes, signed by all']),
        scan('charter', ['章程(各成员社签章)', 'Charter, signed by all']),
      ],
      due: days(30),
      evidence: ['founding.union-carried'],
      escalate: 'town_station',
      clause: `${ACT} 14、59、63`,
    }),
    step('registration', ['登记领照', 'Registration and licence'], {
      after: ['assembly'],
      seats: secretary,
      form: [event('licensedOn', ['执照核发日期', 'Licence issued on'])],
      papers: [scan('licence', ['营业执照', 'Licence'])],
      due: days(20),
      evidence: ['founding.union-registered'],
      escalate: 'town_station',
      clause: `${ACT} 57;市场主体登记管理条例`,
    }),
    step('filing', ['报乡镇和县备案入册', 'Filed with town and county'], {
      after: ['registration'],
      seats: [...station, seat('county', 'county_agriculture')],
      form: [line('number', ['备案编号', 'Filing number'])],
      papers: [scan('filing-form', ['备案表(已盖章)', 'Filing form, sealed'])],
      due: days(10),
      escalate: 'county_agriculture',
      clause: COUNTY,
    }),
  ],
}
