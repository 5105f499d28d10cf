import { type Text, text } from '../../../kernel/text.ts'
import type { FactId, FactKind, Measure } from '../model.ts'

const kind = (
  title: Text,
  measure: Measure,
  from: FactKind['from'],
  counts: Text,
): FactKind => ({ title, measure, from, counts })

const seen = (title: Text, counts: Text): FactKind => kind(title, 'yes', 'person', counts)

/** What each fact counts and leaves out. */
export const FACT_KINDS: Readonly<Record<FactId, FactKind>> = {
  members: kind(
    text('成员数', 'Members'),
    'count',
    'register',
    text('股权名册当日的成员,不含纯补助对象', 'members on the register that day'),
  ),
  household_share: kind(
    text('入社户数占本村户数', 'Households that joined, of the village'),
    'share',
    'findings',
    text(
      '按“农户入社”规则的户籍户数口径',
      'by the rule on households, reading of registered households',
    ),
  ),
  collective_share: kind(
    text('村集体占股', 'Share of the collective'),
    'share',
    'register',
    text('村集体实缴出资占全社实缴出资', 'paid in by the collective, of all that was paid in'),
  ),
  largest_share: kind(
    text('最大单一持股', 'Largest single holding'),
    'share',
    'register',
    text(
      '集体以外最大一方认缴占全社认缴',
      'largest registered contribution other than the collective’s',
    ),
  ),
  branch_led: kind(
    text('党支部领办', 'Led by a Party branch'),
    'yes',
    'registry',
    text('登记事项中有领办党支部', 'its facts name the branch that leads it'),
  ),
  red: kind(
    text('股权红色结论', 'Red findings'),
    'count',
    'findings',
    text(
      '现行股权规则中不符合且须整改、未获豁免的条数',
      'rules of the register that fail and block, not exempt',
    ),
  ),
  amber: kind(
    text('股权黄色结论', 'Amber findings'),
    'count',
    'findings',
    text(
      '现行股权规则中不符合、须说明、未获豁免的条数',
      'rules of the register that fail and warn, not exempt',
    ),
  ),
  books: kind(
    text('建账', 'Books kept'),
    'yes',
    'books',
    text('在本系统建有会计账', 'keeps its books here'),
  ),
  operated: kind(
    text('近两年有经营', 'Operated within two years'),
    'yes',
    'books',
    text(
      '近24个月收入、支出科目有发生额;登记不满两年的按有经营计',
      'income or expense booked within 24 months; younger co-ops count as operating',
    ),
  ),
  own_surplus: kind(
    text('上年盈余(扣除补助)', 'Surplus of last year without subsidy'),
    'fen',
    'books',
    text(
      '上一年度1—12月收入减支出,再减来源为补助的收入',
      'income less expense of January to December, less income from subsidies',
    ),
  ),
  paid: kind(
    text('近两年实际分配', 'Paid to members within two years'),
    'fen',
    'books',
    text(
      '近24个月应付盈余返还(221)、应付剩余盈余(222)的付出',
      'paid out of 221 and 222 within 24 months',
    ),
  ),
  audited: seen(
    text('经审计', 'Audited'),
    text('近12个月有审计报告', 'an audit report within 12 months'),
  ),
  disclosed: seen(
    text('公开按时', 'Disclosure on time'),
    text('近12个月社务、财务按时公开', 'affairs and accounts shown on time for 12 months'),
  ),
  big_household: seen(
    text('大户或外来人把持', 'Run by a big household or outsider'),
    text('经核实由大户或外来人实际控制', 'a big household or outsider was found to run it'),
  ),
  business_misfit: seen(
    text('产业不适宜', 'Business that does not fit'),
    text('经核实主营与本村资源不相适应', 'its business was found not to fit the village'),
  ),
  named_only: seen(
    text('成员仅挂名', 'Members in name only'),
    text(
      '经走访核实半数以上成员未参与',
      'visits found that more than half of the members take no part',
    ),
  ),
  stopped: seen(
    text('停业两年', 'Stopped for two years'),
    text('经核实因经营不善停业两年', 'found to have stopped two years ago'),
  ),
  funds_taken: seen(
    text('套取资金', 'Funds taken by fraud'),
    text('经认定骗取、套取财政资金', 'found to have taken public money by fraud'),
  ),
  illegal_finance: seen(
    text('非法金融', 'Illegal finance'),
    text(
      '经认定高息揽储、放贷或冒充银行',
      'found to take deposits, lend, or pose as a bank',
    ),
  ),
  unusable_entity: seen(
    text('主体不可用', 'Entity cannot be used'),
    text('经认定原登记主体无法继续使用', 'the registered entity was found unusable'),
  ),
}
