import { text } from '../../../../kernel/text.ts'
import { credit, debit, difference } from '../lines.ts'
import {
  act,
  choice,
  member,
  money,
  moneyIfAny,
  NOTES,
  system,
  type Template,
  template,
  unless,
  when,
} from '../template.ts'

/* Contributions and what becomes of them: paid in, promised, moved, made from reserves, refunded. */

const CLAUSE = system('301', '321')

const SHARE = moneyIfAny(
  '应享有的股金份额(不填即按实缴)',
  'Share entitled to (as paid when not given)',
)
const INTO = choice('收入', 'Received in', ['102', '101', '109'])

/** Value received, the share it entitles to, the difference as premium or as a reduction of 321. */
function contributed(asset: string, who: string, [value, entitled]: readonly [bigint, bigint]) {
  const share = entitled === 0n ? value : entitled
  const item = 'contribution'
  const premium = value - share
  return [
    debit(asset, value),
    debit('321', premium < 0n ? -premium : 0n, { item }),
    credit('301', share, { member: who, item }),
    credit('321', premium > 0n ? premium : 0n, { item }),
  ]
}

const paidIn: readonly Template[] = [
  template({
    id: 'contribution-cash',
    title: text('成员以货币出资', 'Contribution in cash'),
    clause: CLAUSE,
    kind: 'receipt',
    fields: {
      member: member('成员', 'Member'),
      paid: money('实缴金额', 'Amount paid'),
      share: SHARE,
      into: INTO,
    },
    lines: (v) => contributed(v.into, v.member, [v.paid, v.share]),
    notes: (v) => [when(v.share > v.paid, NOTES.belowPar)],
  }),
  template({
    id: 'contribution-land',
    title: text('成员以土地经营权、林权出资', 'Contribution of land or forest rights'),
    clause: `${act('第十三条', '161', '301')}、321 资本公积`,
    kind: 'transfer',
    fields: {
      member: member('成员', 'Member'),
      value: money('确定的价值', 'Value determined'),
      share: SHARE,
      asset: choice('计入', 'Booked as', ['161']),
    },
    lines: (v) => contributed(v.asset, v.member, [v.value, v.share]),
    notes: (v) => [NOTES.valuation, when(v.share > v.value, NOTES.belowPar)],
  }),
  template({
    id: 'contribution-kind',
    title: text('成员以实物、知识产权等出资', 'Contribution in kind'),
    clause: `${act('第十三条', '301')}、321 资本公积`,
    kind: 'transfer',
    fields: {
      member: member('成员', 'Member'),
      value: money('确定的价值', 'Value determined'),
      share: SHARE,
      asset: choice('资产', 'Asset', ['151', '121', '141', '142', '144', '161']),
    },
    lines: (v) => contributed(v.asset, v.member, [v.value, v.share]),
    notes: (v) => [NOTES.valuation, when(v.share > v.value, NOTES.belowPar)],
  }),
  template({
    id: 'contribution-promised',
    title: text('成员认缴出资挂账', 'Promised contribution shown as receivable'),
    clause: system('114', '301'),
    kind: 'transfer',
    fields: {
      member: member('成员', 'Member'),
      share: money('认缴的股金份额', 'Share promised'),
    },
    lines: (v) => [
      debit('114', v.share, { member: v.member }),
      credit('301', v.share, { member: v.member, item: 'contribution' }),
    ],
    notes: () => [NOTES.offLedger],
  }),
  template({
    id: 'contribution-promised-paid',
    title: text('成员缴纳已挂账的出资', 'Payment of a contribution shown as receivable'),
    clause: system('114'),
    kind: 'receipt',
    fields: {
      member: member('成员', 'Member'),
      paid: money('实缴金额', 'Amount paid'),
      into: INTO,
    },
    lines: (v) => [debit(v.into, v.paid), credit('114', v.paid, { member: v.member })],
  }),
]

const moved: readonly Template[] = [
  template({
    id: 'contribution-transfer',
    title: text('成员之间转让出资', 'Transfer of a contribution between members'),
    clause: system('301'),
    kind: 'transfer',
    fields: {
      from: member('转让人', 'From'),
      to: member('受让人', 'To'),
      share: money('转让的股金份额', 'Share transferred'),
    },
    problems: (v) => [
      unless(v.from !== v.to, {
        field: 'to',
        text: text('转让人与受让人不能是同一成员', 'must not be the member who transfers'),
      }),
    ],
    lines: (v) => [
      debit('301', v.share, { member: v.from, item: 'other' }),
      credit('301', v.share, { member: v.to, item: 'other' }),
    ],
  }),
  ...(
    [
      ['capital-reserve-to-contribution', '321', '资本公积转增股金', 'Capital reserve'],
      ['surplus-reserve-to-contribution', '322', '盈余公积转增股金', 'Surplus reserve'],
    ] as const
  ).map(([id, reserve, zh, en]) => {
    const item =
      reserve === '321' ? 'capital_reserve_to_contribution' : 'surplus_reserve_to_contribution'
    return template({
      id,
      title: text(zh, `${en} turned into contributions`),
      clause: act('第四十二条', reserve, '301'),
      kind: 'transfer',
      fields: {
        member: member('成员', 'Member'),
        amount: money('转增金额', 'Amount turned'),
      },
      lines: (v) => [
        debit(reserve, v.amount, { member: v.member, item }),
        credit('301', v.amount, { member: v.member, item }),
      ],
      notes: () => [NOTES.resolution],
    })
  }),
]

const EXIT_FIELDS = {
  member: member('退社成员', 'Leaving member'),
  contribution: money('出资额', 'Contribution'),
  reserveShare: moneyIfAny('公积金份额', 'Share of the surplus reserve'),
  capitalReserveShare: moneyIfAny('资本公积份额', 'Share of the capital reserve'),
  lossShare: moneyIfAny('应分摊的亏损', 'Share of losses to bear'),
} as const

interface Exit {
  readonly member: string
  readonly contribution: bigint
  readonly reserveShare: bigint
  readonly capitalReserveShare: bigint
  readonly lossShare: bigint
}

/** What leaves the equity of the member; the loss share comes back to the undistributed surplus. */
function exitLines(v: Exit) {
  const about = { member: v.member, item: 'exit' } as const
  return [
    debit('301', v.contribution, about),
    debit('322', v.reserveShare, about),
    debit('321', v.capitalReserveShare, about),
    credit('33203', v.lossShare, { member: v.member }),
  ]
}

const dueOnExit = (v: Exit): bigint =>
  v.contribution + v.reserveShare + v.capitalReserveShare - v.lossShare

const lossWithinShare = (due: bigint) =>
  unless(due >= 0n, {
    field: 'lossShare',
    text: text(
      '分摊的亏损不能超过出资额与公积金份额之和',
      'losses to bear must not exceed contribution and reserve share',
    ),
  })

const exits: readonly Template[] = [
  template({
    id: 'exit-refund',
    title: text('成员退社退还出资和公积金份额', 'Refund to a leaving member'),
    clause: act('第二十八条', '301', '322'),
    kind: 'payment',
    fields: {
      ...EXIT_FIELDS,
      below: moneyIfAny('约定少退的差额', 'Refunded less than due, as agreed'),
      above: moneyIfAny('约定多退的差额', 'Refunded more than due, as agreed'),
      from: choice('退还方式', 'Refunded from', ['102', '101', '114', '121']),
    },
    problems: (v) => [
      lossWithinShare(dueOnExit(v)),
      unless(dueOnExit(v) < 0n || dueOnExit(v) + v.above >= v.below, {
        field: 'below',
        text: text('少退的差额超过应退金额', 'exceeds what is due'),
      }),
    ],
    lines: (v) => [
      ...exitLines(v),
      debit('321', v.above, { item: 'exit' }),
      credit('321', v.below, { item: 'exit' }),
      credit(
        v.from,
        dueOnExit(v) + v.above - v.below,
        v.from.startsWith('114') ? { member: v.member } : {},
      ),
    ],
  }),
  template({
    id: 'exit-in-kind',
    title: text('成员退社退还资产', 'Assets handed back to a leaving member'),
    clause: act('第二十八条', '301', '322', '321'),
    kind: 'transfer',
    fields: {
      ...EXIT_FIELDS,
      cost: money('资产账面原价', 'Cost of the asset'),
      written: moneyIfAny('已提折旧或摊销', 'Depreciation or amortisation'),
      asset: choice('资产', 'Asset', ['151', '142', '161']),
    },
    problems: (v) => [
      lossWithinShare(dueOnExit(v)),
      unless(v.written <= v.cost, {
        field: 'written',
        text: text('已提折旧或摊销超过原价', 'exceeds the cost'),
      }),
    ],
    lines: (v) => {
      const item = 'exit'
      return [
        ...exitLines(v),
        debit(CONTRA[v.asset.slice(0, 3)] ?? '152', v.written),
        difference(
          dueOnExit(v) + v.written - v.cost,
          { credit: '321', debit: '321' },
          { credit: { item }, debit: { item } },
        ),
        credit(v.asset, v.cost),
      ]
    },
  }),
]

/** The account that carries what was written off an asset. */
export const CONTRA: Readonly<Record<string, string>> = { '142': '143', '151': '152', '161': '162' }

/** Templates of contributions, reserves turned into contributions and exits. */
export const contributionTemplates: readonly Template[] = [...paidIn, ...moved, ...exits]
