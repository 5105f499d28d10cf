import { text } from '../../../kernel/text.ts'
import type { FactSpec } from '../model.ts'
import { ACT, BOOKS, DISCLOSED, familyOf, SEED } from './words.ts'

/* Facts of the books, of divisions of surplus, of meetings, approvals and of what people report. */

const income = familyOf('income', {
  measure: 'fen',
  span: 'year',
  needs: 'ledger.read',
  source: BOOKS,
  leavesOut: text('年末结转', 'the transfers of the year’s end'),
})
const doubling = familyOf('doubling', {
  lowest: 'village',
  span: 'year',
  needs: 'ledger.read',
  source: `${SEED} R1`,
  leavesOut: text(
    '没有党支部领办合作社的村;申报数不能消除空白、不能翻番',
    'villages without a co-op; what is only reported neither clears nor doubles',
  ),
})
const support = familyOf('support', {
  measure: 'fen',
  needs: 'ledger.read',
  source: `${SEED} R29`,
  leavesOut: text('账上没有收款的资金', 'money that no book received'),
})
const receivable = familyOf('receivable', { measure: 'fen', needs: 'ledger.read', source: BOOKS })
const closing = familyOf('closing', {
  span: 'year',
  needs: 'ledger.read',
  source: DISCLOSED,
  leavesOut: text('建账之前和未到结账期限的月份', 'months before the book began or not yet due'),
})
const voucher = familyOf('voucher', {
  span: 'period',
  needs: 'ledger.read',
  source: BOOKS,
  leavesOut: text('期初凭证', 'opening vouchers'),
})
const dividend = familyOf('dividend', {
  span: 'year',
  needs: 'distribution.read',
  source: `${ACT}第四十二至四十四条`,
})
const meeting = familyOf('meeting', {
  span: 'year',
  needs: 'governance.read',
  source: `${ACT}第三十一条`,
})
const overdue = familyOf('overdue', { needs: 'case.read' })
const promotion = familyOf('promotion', {
  span: 'period',
  lowest: 'village',
  needs: 'founding.read',
  source: `${SEED} R13、R92`,
})
const claim = familyOf('claim', {
  span: 'period',
  mark: 'claim',
  needs: 'registry.read',
  source: '填报',
  leavesOut: text('已撤回的填报', 'claims that were withdrawn'),
})

const state = (id: string, zh: string, en: string, what: [string, string]): FactSpec =>
  doubling(`${id}-villages`, text(zh, en), text(...what))

export const BOOK_FACTS: readonly FactSpec[] = [
  income(
    'income',
    text('合作社收入', 'Income of co-ops'),
    text('本年至今 501、502、511 科目净贷方', 'net credits of 501, 502 and 511 this year so far'),
  ),
  income(
    'subsidy-income',
    text('其中补助收入', 'Of it subsidies'),
    text('其中来源为补助的', 'those of them whose source is a subsidy'),
    { source: `${BOOKS};${SEED} R63` },
  ),
  income(
    'income-before',
    text('上年同期收入', 'Income, same time last year'),
    text('上年同一日期止的同一口径', 'the same of last year up to the same day'),
  ),
  income(
    'subsidy-before',
    text('上年同期补助收入', 'Subsidies, same time last year'),
    text('上年同一日期止的同一口径', 'the same of last year up to the same day'),
  ),
  income(
    'collective-income',
    text('村集体从合作社所得', 'Collectives’ income from co-ops'),
    text(
      '账上本年应付村集体的盈余返还、分红,以及租金、货款和劳务',
      'what the books owe collectives this year: returns, dividends, rents, goods and work',
    ),
    { source: `${SEED} R8` },
  ),
  income(
    'collective-before',
    text('村集体基期所得', 'The same in the base year'),
    text('基期年全年的同一口径', 'the same of the whole base year'),
    { source: `${SEED} R8` },
  ),
  income(
    'member-income',
    text('入社农户从合作社所得', 'Members’ income from co-ops'),
    text(
      '账上本年应付自然人成员的盈余返还、分红,以及货款、租金和劳务',
      'what the books owe persons this year: returns, dividends, goods, rents and work',
    ),
    { source: `${SEED} R8` },
  ),
  income(
    'member-before',
    text('入社农户基期所得', 'The same in the base year'),
    text('基期年全年的同一口径', 'the same of the whole base year'),
    { source: `${SEED} R8` },
  ),
  state('zero', '仍为空白的村', 'Villages still at zero', [
    '基期和本年村集体所得均未超过零线',
    'neither the base year nor this year is above the zero line',
  ]),
  state('cleared', '已消除空白的村', 'Villages that left zero', [
    '基期为零、本年账上已超过零线',
    'zero in the base year, above the line by this year’s books',
  ]),
  state('growing', '尚未翻番的村', 'Villages not yet doubled', [
    '基期有收入、本年未达两倍',
    'income in the base year, less than twice of it now',
  ]),
  state('doubled', '已翻番的村', 'Villages that doubled', [
    '本年账上达到基期两倍',
    'twice the base year by this year’s books',
  ]),
  state('unknown', '缺数的村', 'Villages without figures', [
    '基期或本年既无账也无申报',
    'neither books nor a report of one of the years',
  ]),
  doubling(
    'reported-collective',
    text('申报的村集体收入', 'Collective income as reported'),
    text('各村本年最后一次申报的集体收入', 'the last figure each village reported for the year'),
    { measure: 'fen', mark: 'claim' },
  ),
  doubling(
    'estimated-collective',
    text('预计的村集体收入', 'Collective income as estimated'),
    text('各村本年最后一次预计的集体收入', 'the last estimate of each village for the year'),
    { measure: 'fen', mark: 'estimate' },
  ),
  support(
    'support-received',
    text('本年收到的财政扶持资金', 'Support funds received this year'),
    text('凭证上收款并记入 235、311 科目的金额', 'money received on 235 and 311, by vouchers'),
    { span: 'year' },
  ),
  support(
    'support-total',
    text('实施意见以来收到的扶持资金', 'Support funds since the opinions'),
    text('同一口径,自实施意见之日起', 'the same, since the day of the opinions'),
  ),
  receivable(
    'receivables',
    text('应收款', 'Receivables'),
    text('113 科目各往来单位的借方余额', 'debit balances of 113, party by party'),
  ),
  receivable(
    'receivables-old',
    text('其中长期未动的应收款', 'Of it without movement for long'),
    text('超过规定天数没有往来的', 'those without a movement for longer than the days set'),
  ),
  closing(
    'months-due',
    text('应结账的月份', 'Months due to be closed'),
    text('每社每月一条', 'one for each co-op and month'),
  ),
  closing(
    'months-closed',
    text('已结账的月份', 'Months closed'),
    text('其中当日已结账的', 'those closed by the day'),
  ),
  closing(
    'months-on-time',
    text('按期结账的月份', 'Months closed on time'),
    text('月末后规定天数之内结账的', 'those closed within the days set after the month'),
  ),
  closing(
    'closing-days',
    text('结账用时', 'Days to close'),
    text('已结账月份从月末到结账的天数之和', 'days from the month’s end to its closing, added up'),
    { measure: 'days' },
  ),
  voucher('vouchers', text('凭证', 'Vouchers'), text('本期入账的凭证', 'vouchers of the period')),
  voucher(
    'vouchers-bare',
    text('无附件的手工凭证', 'Vouchers by hand without paper'),
    text('本期手工凭证中附件数为零的', 'those made by hand with no attachment'),
  ),
  dividend(
    'books-last-year',
    text('上年有账的合作社', 'Co-ops with books last year'),
    text('上年末之前建账的计数合作社', 'counted co-ops whose books began by the end of last year'),
    { needs: 'ledger.read' },
  ),
  dividend(
    'divided',
    text('已分配上年盈余的合作社', 'Co-ops that divided last year'),
    text('上年分配方案已入账的计数合作社', 'counted co-ops whose plan for last year is posted'),
  ),
  dividend(
    'paid',
    text('已兑付上年分配的合作社', 'Co-ops that paid last year’s division'),
    text('上年分配已有付款的计数合作社', 'those with payments on last year’s plan'),
  ),
  dividend(
    'dividends-paid',
    text('本年兑付的分配款', 'Divisions paid this year'),
    text('本年付款净额', 'payments of the year, less those taken back'),
    { measure: 'fen' },
  ),
  meeting(
    'assemblies',
    text('成员(代表)大会', 'Assemblies'),
    text('本年召开并已结束的成员大会、代表大会', 'assemblies held and closed this year'),
  ),
  meeting(
    'assembly-coops',
    text('开过成员大会的合作社', 'Co-ops that held an assembly'),
    text('本年至少开过一次的', 'at least one this year'),
    { fold: 'distinct' },
  ),
  meeting(
    'resolutions',
    text('通过的决议', 'Resolutions carried'),
    text('本年表决通过的决议', 'resolutions carried this year'),
  ),
  overdue(
    'overdue-tasks',
    text('超期未办的环节', 'Overdue steps'),
    text('当日已过期限、尚未办结的环节', 'steps past their day and not done'),
    { lowest: 'village', source: `${SEED} R41-R48` },
  ),
  overdue(
    'spending-late',
    text('超期补批的支出', 'Spending approved late'),
    text(
      '紧急先付后批、超过补批期限,以及导入时没有批准的付款',
      'paid first and not approved in time, and imported payments without approval',
    ),
    { needs: 'spending.read', source: `${SEED} R46` },
  ),
  promotion(
    'promotion-meetings',
    text('推进工作的会议', 'Meetings about the work'),
    text('会议台账中本期召开的会议,由召开单位计', 'meetings of the register held in the period, by who held them'),
    { leavesOut: text('周调度会', 'meetings of the weekly dispatch') },
  ),
  promotion(
    'meeting-tasks',
    text('到期的会议任务', 'Tasks of meetings that fell due'),
    text('本期到期的任务,由承办单位计', 'tasks due in the period, by whose they are'),
  ),
  promotion(
    'meeting-tasks-done',
    text('其中已办结的会议任务', 'Of them done'),
    text('其中当日已办结的', 'those done by the day'),
  ),
  claim(
    'trainings',
    text('培训人次(填报)', 'Trainings (claimed)'),
    text('本期填报的合作社培训人次', 'people trained, as typed in for the period'),
    { source: `填报;${SEED} R94` },
  ),
  claim(
    'publicity',
    text('宣传活动(填报)', 'Publicity (claimed)'),
    text('本期填报的宣传活动场次', 'events of publicity, as typed in for the period'),
    { source: `填报;${SEED} R94` },
  ),
]
