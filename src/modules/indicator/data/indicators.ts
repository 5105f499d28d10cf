import { type Text, text } from '../../../kernel/text.ts'
import type { Expression, Group, IndicatorSpec, Level } from '../model.ts'
import { ACT, BOOKS, DISCLOSED, SEED } from './words.ts'

/*
 * The indicators the product ships with: the headline set of the seed (R1-R8, R23-R26, R63-R66, R79-R84) and what
 * shows growth and risk side by side. A county may save a version of its own of each.
 */

const fact = (id: string): Expression => ({ fact: id })
const over = (a: Expression | string, b: Expression | string): Expression => ({
  over: [of(a), of(b)],
})
const minus = (a: Expression | string, b: Expression | string): Expression => ({
  minus: [of(a), of(b)],
})
const sum = (...facts: readonly string[]): Expression => ({ sum: facts.map(fact) })
const of = (part: Expression | string): Expression => (typeof part === 'string' ? fact(part) : part)

const ALL: readonly Level[] = ['county', 'town', 'village', 'coop']
const PLACES: readonly Level[] = ['county', 'town', 'village']
const UPPER: readonly Level[] = ['county', 'town']

const PER_VILLAGE = text('元/村', 'yuan per village')
const PER_HOUSEHOLD = text('元/户', 'yuan per household')
const YUAN = text('元', 'yuan')
const COUNT = text('个', '')
const PEOPLE = text('人', 'people')
const HOUSEHOLDS = text('户', 'households')
const NONE = text('', '')

type Shape = Pick<IndicatorSpec, 'direction' | 'form' | 'unit' | 'levels'>
const up = (form: IndicatorSpec['form'], unit: Text, levels: readonly Level[] = ALL): Shape => ({
  direction: 'up',
  form,
  unit,
  levels,
})
const down = (form: IndicatorSpec['form'], unit: Text, levels: readonly Level[] = ALL): Shape => ({
  ...up(form, unit, levels),
  direction: 'down',
})
const neither = (form: IndicatorSpec['form'], unit: Text, levels = ALL): Shape => ({
  ...up(form, unit, levels),
  direction: 'none',
})

type More = Partial<Pick<IndicatorSpec, 'source' | 'frequency' | 'headline' | 'baseYear'>>

const inGroup =
  (group: Group, common: More) =>
  (
    id: string,
    title: Text,
    formula: Expression | string,
    { direction, form, unit, levels, ...more }: Shape & More,
  ): IndicatorSpec => ({
    id,
    title,
    group,
    formula: of(formula),
    direction,
    form,
    unit,
    levels,
    frequency: 'month',
    source: SEED,
    baseYear: null,
    headline: false,
    ...common,
    ...more,
  })

const coverage = inGroup('coverage', { source: `${SEED} R5、R6` })
const people = inGroup('people', { source: `${SEED} R7、R23` })
const income = inGroup('income', { source: `${SEED} R1、R8、R63` })
const support = inGroup('support', { source: `${SEED} R29、R79-R84` })
const classes = inGroup('classes', { source: `${SEED} R66-R70` })
const rules = inGroup('rules', { source: `${SEED} R50-R54` })
const books = inGroup('books', { source: BOOKS })
const decisions = inGroup('decisions', { source: `${ACT}第三十一条` })
const growth = inGroup('growth', { source: `${SEED} R94` })

const HEAD = { headline: true } as const

export const SHIPPED_INDICATORS: readonly IndicatorSpec[] = [
  coverage('villages', text('村数', 'Villages'), 'villages', {
    ...neither('count', COUNT, PLACES),
    ...HEAD,
  }),
  coverage('coops', text('党支部领办合作社', 'Branch-led co-ops'), 'coops', {
    ...up('count', COUNT),
    ...HEAD,
  }),
  coverage(
    'coverage',
    text('村覆盖率', 'Coverage of villages'),
    over('covered', sum('villages', 'communities')),
    { ...up('share', NONE, PLACES), ...HEAD },
  ),
  people('members', text('入社群众', 'Members'), 'members', { ...up('count', PEOPLE), ...HEAD }),
  people('households', text('入社农户', 'Member households'), 'households', {
    ...up('count', HOUSEHOLDS),
    ...HEAD,
  }),
  people(
    'members-per-coop',
    text('社均成员', 'Members per co-op'),
    over('members', 'coops'),
    up('rate', text('人/社', 'people per co-op'), PLACES),
  ),
  people(
    'party-joined',
    text('党员入社率', 'Party members who joined'),
    over('party-joined', 'party-members'),
    { ...up('share', NONE, PLACES), ...HEAD },
  ),
  income(
    'collective-per-village',
    text('村均集体从合作社所得', 'Collective income per village'),
    over('collective-income', 'covered'),
    { ...up('yuan', PER_VILLAGE, PLACES), ...HEAD },
  ),
  income(
    'collective-rise',
    text('村均集体增收(本年至今比基期全年)', 'Collective income per village, this year so far over the base year'),
    over(minus('collective-income', 'collective-before'), 'covered'),
    { ...up('yuan', PER_VILLAGE, PLACES), ...HEAD },
  ),
  income(
    'member-per-household',
    text('户均从合作社所得', 'Member income per household'),
    over('member-income', 'households'),
    { ...up('yuan', PER_HOUSEHOLD), ...HEAD },
  ),
  income(
    'member-rise',
    text('户均增收(本年至今比基期全年)', 'Member income per household, this year so far over the base year'),
    over(minus('member-income', 'member-before'), 'households'),
    { ...up('yuan', PER_HOUSEHOLD), ...HEAD },
  ),
  income(
    'reported-per-village',
    text('村均集体收入(申报)', 'Collective income per village (reported)'),
    over('reported-collective', 'covered'),
    up('yuan', PER_VILLAGE, PLACES),
  ),
  income(
    'estimated-per-village',
    text('村均集体收入(预计)', 'Collective income per village (estimated)'),
    over('estimated-collective', 'covered'),
    up('yuan', PER_VILLAGE, PLACES),
  ),
  income(
    'zero-villages',
    text('集体收入仍为空白的村', 'Villages still at zero'),
    'zero-villages',
    { ...down('count', COUNT, PLACES), ...HEAD },
  ),
  income('cleared-villages', text('已消除空白的村', 'Villages that left zero'), 'cleared-villages', {
    ...up('count', COUNT, PLACES),
    ...HEAD,
  }),
  income('doubled-villages', text('已翻番的村', 'Villages that doubled'), 'doubled-villages', {
    ...up('count', COUNT, PLACES),
    ...HEAD,
  }),
  income(
    'doubled-share',
    text('清零翻番率', 'Cleared or doubled'),
    over(
      sum('cleared-villages', 'doubled-villages'),
      sum('zero-villages', 'cleared-villages', 'growing-villages', 'doubled-villages'),
    ),
    up('share', NONE, PLACES),
  ),
  income(
    'own-income',
    text('扣除补助的收入', 'Income without subsidies'),
    minus('income', 'subsidy-income'),
    { ...up('yuan', YUAN), ...HEAD },
  ),
  income(
    'own-growth',
    text('扣除补助的收入增长', 'Growth without subsidies'),
    over(
      minus(minus('income', 'subsidy-income'), minus('income-before', 'subsidy-before')),
      minus('income-before', 'subsidy-before'),
    ),
    up('share', NONE),
  ),
  income(
    'subsidy-share',
    text('补助占收入', 'Subsidies in income'),
    over('subsidy-income', 'income'),
    down('share', NONE),
  ),
  support(
    'support-received',
    text('本年到账扶持资金', 'Support funds this year'),
    'support-received',
    { ...neither('yuan', YUAN), ...HEAD },
  ),
  support(
    'support-total',
    text('累计到账扶持资金', 'Support funds since the opinions'),
    'support-total',
    neither('yuan', YUAN),
  ),
  support(
    'support-allocated',
    text('累计分配扶持资金', 'Support funds allocated'),
    'support-allocated',
    neither('yuan', YUAN),
  ),
  support(
    'support-allocated-year',
    text('本年分配扶持资金', 'Support funds allocated this year'),
    'support-allocated-year',
    neither('yuan', YUAN),
  ),
  support(
    'support-arrived-share',
    text('分配资金到账率', 'Part of allocated funds that arrived'),
    over('support-linked', 'support-allocated'),
    up('share', NONE),
  ),
  support(
    'support-used-share',
    text('到账资金使用率', 'Part of arrived funds that was used'),
    over('support-used', 'support-linked'),
    up('share', NONE),
  ),
  support(
    'assistance-coops',
    text('设立扶贫股的合作社', 'Co-ops with assistance shares'),
    'assistance-coops',
    { ...up('count', COUNT, PLACES), ...HEAD },
  ),
  support('beneficiaries', text('扶贫股受益人', 'Beneficiaries'), 'beneficiaries', {
    ...up('count', PEOPLE),
    ...HEAD,
  }),
  support('unions', text('联合社', 'Unions'), 'unions', { ...up('count', COUNT, UPPER), ...HEAD }),
  support(
    'union-share',
    text('加入联合社的合作社', 'Co-ops in unions'),
    over('union-coops', 'coops'),
    up('share', NONE, UPPER),
  ),
  support(
    'paired-coops',
    text('“1+N”结对带动的合作社', 'Co-ops led by another (1+N)'),
    'paired-coops',
    up('count', COUNT, UPPER),
  ),
  classes('class-model', text('示范引领型', 'Model-leading'), 'class-model', {
    ...up('count', COUNT, UPPER),
    ...HEAD,
  }),
  classes('class-improve', text('规范提升型', 'Regulate-and-improve'), 'class-improve', {
    ...neither('count', COUNT, UPPER),
    ...HEAD,
  }),
  classes('class-transform', text('改造转化型', 'Transform'), 'class-transform', {
    ...down('count', COUNT, UPPER),
    ...HEAD,
  }),
  classes('class-rebuild', text('重新组建型', 'Rebuild'), 'class-rebuild', {
    ...down('count', COUNT, UPPER),
    ...HEAD,
  }),
  classes(
    'model-share',
    text('示范社占比', 'Share of model co-ops'),
    over('class-model', 'coops'),
    up('share', NONE, UPPER),
  ),
  classes('early-coops', text('往年注册的合作社', 'Earlier co-ops'), 'early-coops', {
    ...neither('count', COUNT, UPPER),
    ...HEAD,
  }),
  classes(
    'early-classed',
    text('往年社分类完成率', 'Earlier co-ops classified'),
    over('early-classed', 'early-coops'),
    up('share', NONE, UPPER),
  ),
  rules(
    'collective-share',
    text('集体出资占比', 'Share of the collectives'),
    over('collective-contributions', 'contributions'),
    neither('share', NONE),
  ),
  rules(
    'kept-share',
    text('股权规则合规率', 'Co-ops that keep the equity rules'),
    over('kept-coops', 'coops'),
    { ...up('share', NONE, PLACES), ...HEAD },
  ),
  rules('findings-block', text('硬性规则不合规', 'Hard rules broken'), 'findings-block', {
    ...down('count', text('项', '')),
    ...HEAD,
  }),
  rules(
    'findings-warn',
    text('提示性规则不合规', 'Advisory rules broken'),
    'findings-warn',
    down('count', text('项', '')),
  ),
  rules(
    'concentrated',
    text('单户占股超限的合作社', 'Co-ops with a holder above the limit'),
    'concentrated',
    down('count', COUNT),
  ),
  books(
    'closed-on-time',
    text('按期结账率', 'Months closed on time'),
    over('months-on-time', 'months-due'),
    { ...up('share', NONE), source: DISCLOSED, ...HEAD },
  ),
  books('closed', text('结账率', 'Months closed'), over('months-closed', 'months-due'), {
    ...up('share', NONE),
    source: DISCLOSED,
  }),
  books(
    'closing-days',
    text('平均结账用时', 'Days to close a month'),
    over('closing-days', 'months-closed'),
    { ...down('days', text('天', 'days')), source: DISCLOSED },
  ),
  books(
    'bare-vouchers',
    text('无附件凭证率', 'Vouchers without paper'),
    over('vouchers-bare', 'vouchers'),
    { ...down('share', NONE), ...HEAD },
  ),
  books('receivables', text('应收款', 'Receivables'), 'receivables', down('yuan', YUAN)),
  books(
    'receivables-old',
    text('长期未动应收款占比', 'Old receivables'),
    over('receivables-old', 'receivables'),
    { ...down('share', NONE), source: `${SEED} R25` },
  ),
  books(
    'paid-share',
    text('上年分配兑付率', 'Co-ops that paid last year’s division'),
    over('paid', 'books-last-year'),
    { ...up('share', NONE, PLACES), source: `${ACT}第四十四条`, ...HEAD },
  ),
  books('dividends-paid', text('本年兑付分配款', 'Divisions paid this year'), 'dividends-paid', {
    ...up('yuan', YUAN),
    source: `${ACT}第四十四条`,
  }),
  decisions(
    'assembly-share',
    text('开过成员大会的合作社', 'Co-ops that held an assembly'),
    over('assembly-coops', 'coops'),
    { ...up('share', NONE, PLACES), ...HEAD },
  ),
  decisions('resolutions', text('通过的决议', 'Resolutions'), 'resolutions', neither('count', COUNT)),
  decisions('overdue-tasks', text('超期未办的环节', 'Overdue steps'), 'overdue-tasks', {
    ...down('count', text('项', ''), PLACES),
    source: `${SEED} R41-R48`,
    ...HEAD,
  }),
  decisions('spending-late', text('超期补批的支出', 'Spending approved late'), 'spending-late', {
    ...down('count', text('笔', '')),
    source: `${SEED} R46`,
  }),
  decisions(
    'promotion-meetings',
    text('推进工作的会议', 'Meetings about the work'),
    'promotion-meetings',
    { ...neither('count', text('次', ''), UPPER), source: `${SEED} R13、R92` },
  ),
  decisions(
    'meeting-tasks-done-share',
    text('会议任务办结率', 'Tasks of meetings done'),
    over('meeting-tasks-done', 'meeting-tasks'),
    { ...up('share', NONE, UPPER), source: `${SEED} R13、R92` },
  ),
  growth('new-coops', text('新登记合作社', 'New co-ops'), 'new-coops', up('count', COUNT, PLACES)),
  growth('new-members', text('新入社群众', 'New members'), 'new-members', up('count', PEOPLE)),
  growth(
    'new-households',
    text('新入社农户', 'New member households'),
    'new-households',
    up('count', HOUSEHOLDS),
  ),
  growth(
    'new-households-per-village',
    text('村均新入社农户', 'New households per village'),
    over('new-households', 'villages'),
    up('rate', text('户/村', 'households per village'), UPPER),
  ),
  growth(
    'new-contributions',
    text('本期新增出资', 'New contributions'),
    'new-contributions',
    up('yuan', YUAN),
  ),
  growth('new-land', text('本期新入股土地', 'New land'), 'new-land', up('mu', text('亩', 'mu'))),
  growth('area', text('经营面积', 'Area managed'), 'area', {
    ...up('mu', text('亩', 'mu')),
    source: `${SEED} R24`,
  }),
  growth(
    'trainings',
    text('培训人次', 'People trained'),
    'trainings',
    up('count', text('人次', 'people')),
  ),
  growth('publicity', text('宣传活动', 'Events of publicity'), 'publicity', up('count', text('场', ''))),
]
