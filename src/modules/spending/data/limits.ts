import { type Fen, fen } from '../../../kernel/money.ts'
import { type Limit, type Matrix, READINGS } from '../model.ts'

/** 《一着妙棋活全盘》(沂水县农业农村局,2020-11-30): 经济合同审核审批;1万元以上的重大支出审批. */
export const SEED_LIMIT: Fen = fen(1_000_000)

const row = (parts: Pick<Limit, 'organ' | 'kind' | 'from' | 'basis'> & Partial<Limit>): Limit => ({
  classes: [],
  below: null,
  readings: parts.kind === 'contract' ? ['contract'] : READINGS,
  windowDays: 30,
  lock: false,
  ...parts,
})

/**
 * The seed's rule alone: the township approves from the limit on and every contract. The base is guidance until
 * a charter, a resolution or a rule of the collective says more (农民专业合作社法 7; 财农〔2021〕121号 7).
 */
export const seedRows = (limit: Fen): readonly Limit[] => [
  row({
    organ: 'town_party_committee',
    kind: 'expense',
    from: limit,
    basis: 'guidance',
    lock: true,
  }),
  row({
    organ: 'town_party_committee',
    kind: 'contract',
    from: fen(0),
    basis: 'guidance',
    lock: true,
  }),
]

/** The station looks into what the committee is to approve: an internal step that a county may take out. */
const stationRows = (limit: Fen): readonly Limit[] =>
  seedRows(limit).map((seed) => ({ ...seed, organ: 'town_station' }))

const COUNCIL_FROM = fen(500_000)
const ASSEMBLY_FROM = fen(5_000_000)

/**
 * The tiers of the co-op's own organs. The model charter leaves the amounts to each charter; these are a
 * proposal, to be set by the county. (A co-op of Liangzhou district, Wuwei, lets its chair decide alone up to
 * 5,000 yuan.)
 */
const CHARTER_ROWS: readonly Limit[] = (['expense', 'contract'] as const).flatMap((kind) => [
  row({ organ: 'chair', kind, from: fen(0), below: COUNCIL_FROM, basis: 'charter' }),
  row({ organ: 'council', kind, from: COUNCIL_FROM, below: ASSEMBLY_FROM, basis: 'charter' }),
  row({ organ: 'assembly', kind, from: ASSEMBLY_FROM, basis: 'charter' }),
])

/** What counts where a county has set nothing; the seed's limit is that of the county's rule SEED-10K. */
export const shippedMatrix = (limit: Fen): Matrix => ({
  rows: [...CHARTER_ROWS, ...stationRows(limit), ...seedRows(limit)],
  terms: {
    quotesFrom: limit,
    quotesLeast: 3,
    emergencyDays: 5,
    expiryDays: 60,
    risk: { factorMedium: 8, factorHigh: 15, totalMedium: 40, totalHigh: 80 },
  },
})

export const SHIPPED_SOURCE = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30);示范章程分级为建议值'
