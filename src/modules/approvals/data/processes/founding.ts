import { text } from '../../../../kernel/text.ts'
import type { Process, Step } from '../../model.ts'
import { count, days, demand, event, line, scan, seat, step, words, yes, yuan } from './words.ts'

/*
 * 领办创办: from the survey of a village to the first month's closing. What the village's collective decides is a
 * case of its own (四议两公开); this one only asks whether it has been decided. Days without an article are the
 * county's procedure and may be changed with it.
 */

const ACT = '农民专业合作社法'
const REGISTRATION = '市场主体登记管理条例'
/** Where no law sets the days. */
const COUNTY = '本县操作规程(可修改)'

const secretary = [seat('secretary', 'village_secretary')]
const station = [seat('station', 'town_station')]

const PREPARING: readonly Step[] = [
  step('survey', ['村情摸底', 'Survey of the village'], {
    after: [],
    seats: station,
    form: [
      yes('assetsChecked', ['已清产核资', 'Assets have been checked']),
      yuan('debts', ['村集体债务(元)', 'Debts of the collective']),
      words('branch', ['党支部班子评估', 'How able the branch is']),
    ],
    papers: [scan('survey-sheet', ['村情摸底表(已签字)', 'Survey sheet, signed'])],
    demands: [
      demand('FOUND-ASSETS', COUNTY, {
        test: { kind: 'is', value: 'assetsChecked', equals: true },
        text: ['须先完成清产核资', 'The assets of the collective must have been checked'],
      }),
    ],
    evidence: ['founding.surveyed'],
    escalate: 'town_secretary',
    clause: COUNTY,
  }),
  step('mobilise', ['宣传动员', 'Mobilisation'], {
    after: ['survey'],
    seats: secretary,
    form: [event('endedOn', ['集中动员结束日期', 'Mobilisation ended on'])],
    due: days(60),
    evidence: ['founding.visited'],
    escalate: 'town_station',
    clause: `${ACT} 4(入社自愿);${COUNTY}`,
  }),
  step('feasibility', ['项目可行性论证', 'Feasibility of the project'], {
    after: ['survey'],
    seats: secretary,
    form: [
      words('conclusion', ['论证结论', 'Conclusion']),
      line('partner', ['合作方及核查情况', 'Partner, and how it was checked'], { optional: true }),
    ],
    papers: [
      scan('feasibility-report', ['可行性报告(已签字)', 'Feasibility report, signed']),
      scan('risk-assessment', ['风险评估表', 'Risk assessment'], false),
    ],
    due: days(28),
    evidence: ['founding.feasibility-filled'],
    escalate: 'town_station',
    clause: COUNTY,
  }),
  step('village', ['村级“四议两公开”决定', 'The village has decided'], {
    after: ['mobilise', 'feasibility'],
    seats: secretary,
    due: days(45),
    evidence: ['founding.village-decided'],
    escalate: 'town_station',
    clause: '村民委员会组织法 26;农村集体经济组织法 26-28',
  }),
  step('draft', ['章程和股权方案', 'Charter and share plan'], {
    after: ['village'],
    seats: secretary,
    papers: [
      scan('charter-draft', ['章程(草案)', 'Charter, draft']),
      scan('appraisal-list', ['出资评估作价清册', 'Appraisal list'], false),
    ],
    due: days(21),
    evidence: ['founding.shares-drafted'],
    escalate: 'town_station',
    clause: `${ACT} 13、15;${COUNTY}`,
  }),
]

const CHECKING: readonly Step[] = [
  step('station-check', ['经管站初审', 'First check by the station'], {
    after: ['draft'],
    kind: 'approval',
    seats: station,
    form: [words('opinion', ['初审意见', 'Opinion'])],
    papers: [scan('rule-report', ['股权合规检查报告', 'Report of the rules'])],
    due: days(5, { working: true }),
    evidence: ['founding.shares-drafted'],
    apart: ['draft'],
    escalate: 'town_secretary',
    clause: `财农〔2021〕121号 7;${COUNTY}`,
  }),
  step('town-check', ['乡镇(街道)党(工)委审核', 'The town Party committee checks'], {
    after: ['station-check'],
    kind: 'approval',
    seats: [seat('town', 'town_secretary')],
    form: [
      line('meeting', ['党(工)委会议日期和编号', 'Meeting and number']),
      words('opinion', ['审核意见(章程、股权、项目和风险)', 'Opinion']),
    ],
    due: days(10, { working: true }),
    apart: ['draft', 'station-check'],
    escalate: 'county_agriculture',
    clause: `财农〔2021〕121号 7;${COUNTY}`,
  }),
]

const ESTABLISHING: readonly Step[] = [
  step('assembly', ['召开设立大会', 'Founding assembly'], {
    after: ['town-check'],
    seats: secretary,
    form: [
      event('heldOn', ['设立大会日期', 'Held on']),
      count('founders', ['设立人人数', 'Founders']),
    ],
    papers: [
      scan('founding-minutes', ['设立大会纪要(全体设立人签名)', 'Minutes, signed by all']),
      scan('charter', ['章程(全体设立人签名)', 'Charter, signed by all']),
    ],
    due: days(15),
    evidence: ['founding.assembly-carried'],
    escalate: 'town_station',
    clause: `${ACT} 12、14`,
  }),
  step('registration', ['登记领照', 'Registration and licence'], {
    after: ['assembly'],
    seats: secretary,
    form: [event('licensedOn', ['执照核发日期', 'Licence issued on'])],
    papers: [scan('licence', ['营业执照', 'Licence'])],
    due: days(20),
    evidence: ['founding.registered'],
    escalate: 'town_station',
    clause: `${ACT} 16;${REGISTRATION}`,
  }),
  step('accounts', ['刻章开户办税', 'Seals, bank account, tax'], {
    after: ['registration'],
    seats: secretary,
    form: [
      event('sealedOn', ['公章启用日期', 'Seal in use since']),
      line('bank', ['开户银行', 'Bank']),
      yes('taxed', ['已办理税务登记', 'Registered for tax']),
    ],
    papers: [scan('account-permit', ['开户证明', 'Proof of the account'], false)],
    due: days(7),
    escalate: 'town_station',
    clause: COUNTY,
  }),
  step('contributions', ['出资到位', 'Contributions are paid'], {
    after: ['accounts'],
    seats: secretary,
    due: days(30),
    evidence: ['founding.contributions-paid'],
    escalate: 'town_station',
    clause: `${ACT} 13;章程约定的出资期限`,
  }),
  step('certificates', ['发放成员证', 'Certificates are issued'], {
    after: ['contributions'],
    seats: secretary,
    due: days(10),
    evidence: ['founding.certificates-issued'],
    escalate: 'town_station',
    clause: COUNTY,
  }),
]

const STARTING: readonly Step[] = [
  step('filing', ['报乡镇和县备案入册', 'Filed with town and county'], {
    after: ['registration'],
    seats: [seat('station', 'town_station'), seat('county', 'county_agriculture')],
    form: [line('number', ['备案编号', 'Filing number'])],
    papers: [scan('filing-form', ['备案表(已盖章)', 'Filing form, sealed'])],
    due: days(10),
    escalate: 'county_agriculture',
    clause: COUNTY,
  }),
  step('rules', ['建立内部制度', 'Internal rules are adopted'], {
    after: ['registration'],
    seats: secretary,
    due: days(30),
    evidence: ['founding.rules-adopted'],
    escalate: 'town_station',
    clause: '山东省农民专业合作社条例 25',
  }),
  step('books', ['建账(含期初余额)', 'Books with opening balances'], {
    after: ['contributions'],
    seats: station,
    due: days(30),
    evidence: ['founding.books-opened'],
    escalate: 'town_secretary',
    clause: '财会〔2021〕37号',
  }),
  step('operation', ['首月结账', 'First month closed'], {
    after: ['certificates', 'filing', 'rules', 'books'],
    seats: station,
    due: days(45),
    evidence: ['founding.month-closed'],
    escalate: 'town_secretary',
    clause: COUNTY,
  }),
]

export const FOUNDING: Process = {
  id: 'founding',
  title: text('创办合作社', 'Founding a co-op'),
  purpose: text(
    '从村情摸底到首月结账的全过程。村集体是否投入由“四议两公开”另案决定,合作社自身事项由成员大会决定,两者相联不相混。',
    'From the survey of the village to the first month’s closing. What the collective contributes is decided in a case of its own, what concerns the co-op by its assembly.',
  ),
  unit: 'village',
  // Opened with the project it belongs to.
  openers: [],
  facts: [
    line('name', ['拟定名称', 'Proposed name']),
    line('kind', ['主要类型', 'Main kind']),
    line('industry', ['主导产业', 'Industry'], { optional: true }),
  ],
  sources: [ACT, REGISTRATION, '村民委员会组织法', '山东省农民专业合作社条例', COUNTY],
  steps: [...PREPARING, ...CHECKING, ...ESTABLISHING, ...STARTING],
}
