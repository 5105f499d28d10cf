import { fraction, formatFraction } from '../../kernel/fraction.ts'
import { type Text, text } from '../../kernel/text.ts'
import type {
  AssistanceTotals,
  CoopFacts,
  JoiningTotals,
  RuleCount,
  UnitName,
  Verdict,
  VillageFacts,
  Warnings,
} from './model.ts'

/** Everything a board is made of, as read for one unit and one day. */
export interface BoardFacts {
  readonly unit: UnitName
  readonly coops: readonly CoopFacts[]
  readonly villages: readonly VillageFacts[]
  readonly towns: readonly UnitName[]
  readonly joining: JoiningTotals
  readonly assistance: AssistanceTotals
  readonly unions: number
  readonly rules: readonly RuleCount[]
  readonly warnings: Warnings
  /** Null where the actor may not see the Party side. */
  readonly party: { readonly members: number; readonly joined: number } | null
  readonly countingRule: Text
}

export interface Figure {
  readonly id: string
  readonly title: Text
  readonly value: string
  readonly form: 'count' | 'share' | 'yuan' | 'mu'
  readonly unit: Text
  readonly definition: Text
  readonly source: string
  readonly door: string | null
}

const SEED = '沂水县农业农村局文章(2020-11-30)'
const PLACES = text('个', '')
const PEOPLE = text('人', 'people')
const HOUSEHOLDS = text('户', 'households')

/** Doors carry the unit along, so that the rows behind a figure are the rows it counted. */
const doorTo = (
  unit: UnitName,
  path: string,
  filter: Readonly<Record<string, string>> = {},
): string => {
  const place = unit.kind === 'county' ? {} : { unitId: unit.id }
  const query = new URLSearchParams({ ...place, ...filter }).toString()
  return query === '' ? path : `${path}?${query}`
}

const mean = (total: number, of: number): string =>
  formatFraction(of === 0 ? fraction(0) : fraction(total, of))

/** Villages with at least one counted co-op. */
const covered = (coops: readonly CoopFacts[]): number => new Set(coops.map((c) => c.villageId)).size

/** The headline figures of the seed that the registry holds, each with its definition and its door. */
export function figuresOf(facts: BoardFacts): Figure[] {
  const { unit, coops, joining, assistance } = facts
  const villages = facts.villages.filter((v) => v.level === 'village').length
  const communities = facts.villages.length - villages
  const figures: Figure[] = [
    {
      id: 'coops',
      title: text('党支部领办合作社', 'Branch-led co-ops'),
      value: String(coops.length),
      form: 'count',
      unit: PLACES,
      definition: facts.countingRule,
      source: SEED,
      door: doorTo(unit, '/coops'),
    },
    {
      id: 'coverage',
      title: text('已有合作社的村', 'Villages with a co-op'),
      value: mean(covered(coops), facts.villages.length),
      form: 'share',
      unit: text('', ''),
      definition: text(
        `${covered(coops)} 个村(社区)至少有 1 个计数的合作社,共 ${villages} 个村、${communities} 个社区。`,
        `${covered(coops)} of ${villages} villages and ${communities} communities have a counted co-op.`,
      ),
      source: SEED,
      door: doorTo(unit, '/villages'),
    },
    {
      id: 'members',
      title: text('入社群众', 'Members'),
      value: String(joining.persons),
      form: 'count',
      unit: PEOPLE,
      definition: text(
        '在计数的合作社名册上的自然人,同一人在几个社只计一次;集体和单位成员不在其中。',
        'Natural persons on the registers of counted co-ops, each once; collectives and units are not counted.',
      ),
      source: SEED,
      door: doorTo(unit, '/members', { each: 'person' }),
    },
    {
      id: 'households',
      title: text('入社农户', 'Member households'),
      value: String(joining.households),
      form: 'count',
      unit: HOUSEHOLDS,
      definition: text(
        '上述成员所在的户,同一户只计一次。',
        'The households of those members, each counted once.',
      ),
      source: SEED,
      door: doorTo(unit, '/members', { each: 'household' }),
    },
  ]
  figures.push(...assistanceFigures(unit, assistance))
  if (unit.kind === 'county') figures.push(...countyFigures(facts))
  if (facts.party !== null) figures.push(partyFigure(facts.party))
  return figures
}

function assistanceFigures(unit: UnitName, assistance: AssistanceTotals): Figure[] {
  return [
    {
      id: 'assistance-coops',
      title: text('设立扶贫股的合作社', 'Co-ops with assistance shares'),
      value: String(assistance.coops),
      form: 'count',
      unit: PLACES,
      definition: text(
        '有一笔以上在有效期内的扶贫股(帮扶股)的计数合作社。',
        'Counted co-ops with at least one assistance share in force.',
      ),
      source: SEED,
      door: doorTo(unit, '/assistance'),
    },
    {
      id: 'beneficiaries',
      title: text('扶贫股受益人', 'Beneficiaries'),
      value: String(assistance.persons),
      form: 'count',
      unit: PEOPLE,
      definition: text(
        `在有效期内的受益人,共 ${assistance.households} 户。`,
        `Beneficiaries in force, in ${assistance.households} households.`,
      ),
      source: SEED,
      door: doorTo(unit, '/assistance'),
    },
  ]
}

function countyFigures(facts: BoardFacts): Figure[] {
  return [
    {
      id: 'unions',
      title: text('联合社', 'Unions'),
      value: String(facts.unions),
      form: 'count',
      unit: PLACES,
      definition: text(
        '由三个以上合作社组成的联合社,单独计数,不计入合作社数。',
        'Unions of at least three co-ops, counted apart from the co-ops.',
      ),
      source: SEED,
      door: '/unions',
    },
  ]
}

const partyFigure = (party: { members: number; joined: number }): Figure => ({
  id: 'party-joined',
  title: text('党员入社', 'Party members who joined'),
  value: mean(party.joined, party.members),
  form: 'share',
  unit: text('', ''),
  definition: text(
    `${party.members} 名党员中 ${party.joined} 名是合作社成员。`,
    `${party.joined} of ${party.members} Party members hold shares in a co-op.`,
  ),
  source: SEED,
  door: null,
})

export interface Tile {
  readonly unitId: UnitName['id']
  readonly name: string
  readonly villages: number
  readonly covered: number
  readonly coops: number
  readonly members: number
  readonly households: number
  readonly kept: number
  readonly warned: number
  readonly broken: number
}

function tileOf(
  unit: { id: UnitName['id']; name: string },
  villages: number,
  coops: readonly CoopFacts[],
): Tile {
  const sum = (pick: (coop: CoopFacts) => number) => coops.reduce((n, coop) => n + pick(coop), 0)
  return {
    unitId: unit.id,
    name: unit.name,
    villages,
    covered: covered(coops),
    coops: coops.length,
    members: sum((coop) => coop.persons),
    households: sum((coop) => coop.households),
    kept: sum((coop) => (coop.verdict === 'kept' ? 1 : 0)),
    warned: sum((coop) => (coop.verdict === 'warned' ? 1 : 0)),
    broken: sum((coop) => (coop.verdict === 'broken' ? 1 : 0)),
  }
}

/** The units one level below: the towns of a county, the villages of a town. */
export function tilesOf(facts: BoardFacts): Tile[] {
  const { unit, coops, villages } = facts
  if (unit.kind === 'county') {
    const byTown = Map.groupBy(coops, (coop) => coop.townId)
    const villagesByTown = Map.groupBy(villages, (village) => village.townId)
    return facts.towns.map((town) =>
      tileOf(town, villagesByTown.get(town.id)?.length ?? 0, byTown.get(town.id) ?? []),
    )
  }
  if (unit.kind !== 'town') return []
  const byVillage = Map.groupBy(coops, (coop) => coop.villageId)
  return villages.map((village) =>
    tileOf(
      { id: village.villageId, name: village.name },
      1,
      byVillage.get(village.villageId) ?? [],
    ),
  )
}

export interface Split {
  readonly key: string
  readonly count: number
  readonly door: string
}

/** Co-ops by one attribute, the largest group first; the unset ones under '' at the end. */
export function splitBy(
  facts: BoardFacts,
  filter: string,
  pick: (coop: CoopFacts) => string | null,
): Split[] {
  const groups = Map.groupBy(facts.coops, (coop) => pick(coop) ?? '')
  return Array.from(groups, ([key, coops]) => ({
    key,
    count: coops.length,
    door: doorTo(facts.unit, '/coops', { [filter]: key === '' ? 'none' : key }),
  })).toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || b.count - a.count)
}

/** The state of the unit in one sentence. */
export function sentenceOf(facts: BoardFacts): Text {
  const { coops, unit } = facts
  const count = (verdict: Verdict) => coops.filter((coop) => coop.verdict === verdict).length
  const [kept, warned, broken] = [count('kept'), count('warned'), count('broken')]
  if (coops.length === 0) {
    return text(`${unit.name}还没有党支部领办合作社。`, `${unit.name} has no branch-led co-op yet.`)
  }
  return text(
    `${unit.name}共有 ${coops.length} 个党支部领办合作社:股权规则全部合规 ${kept} 个,` +
      `有提示项 ${warned} 个,有硬性问题 ${broken} 个。`,
    `${unit.name} has ${coops.length} branch-led co-ops: ${kept} keep every equity rule, ` +
      `${warned} have advisory findings, ${broken} break a hard rule.`,
  )
}

export interface Attention {
  readonly id: string
  readonly severity: 'block' | 'warn' | 'info'
  readonly text: Text
  readonly count: number
  readonly door: string
}

/** Old units whose fate is open: the county's own work, nobody else's. */
const openDivisions = ({ unit, warnings }: BoardFacts): Attention => ({
  id: 'open-divisions',
  severity: 'warn',
  count: unit.kind === 'county' ? warnings.openDivisions : 0,
  text: text(
    '个旧名录单位去向未登记(撤并、改名)',
    'units of the older list whose fate is not recorded',
  ),
  door: '/divisions?tab=work',
})

/** What needs somebody today, the gravest first; what is at rest is not shown. */
export function attentionOf(facts: BoardFacts): Attention[] {
  const { unit, warnings, rules } = facts
  const failing = (severity: string) =>
    rules.reduce(
      (n, r) => n + (r.severity === severity && r.bound === 'fails' && !r.exempt ? r.count : 0),
      0,
    )
  const wrongCodes = facts.coops.filter((coop) => coop.wrongCode).length
  const items: Attention[] = [
    {
      id: 'blocked',
      severity: 'block',
      count: failing('block'),
      text: text('项硬性规则不合规,须整改', 'hard rules broken: to be mended'),
      door: doorTo(unit, '/checks', { bound: 'fails', severity: 'block' }),
    },
    {
      id: 'warned',
      severity: 'warn',
      count: failing('warn'),
      text: text('项提示性规则不合规,须说明理由', 'advisory rules broken: a reason is due'),
      door: doorTo(unit, '/checks', { bound: 'fails', severity: 'warn' }),
    },
    {
      id: 'wrong-codes',
      severity: 'warn',
      count: wrongCodes,
      text: text(
        '个合作社的统一社会信用代码校验不符',
        'co-ops with a credit code whose check digit is wrong',
      ),
      door: doorTo(unit, '/coops', { creditCode: 'wrong_check_digit' }),
    },
    {
      id: 'unchecked',
      severity: 'warn',
      count: warnings.unchecked,
      text: text('条扶贫股受益待年度复核', 'assistance benefits due for the yearly re-check'),
      door: doorTo(unit, '/assistance'),
    },
    {
      id: 'small-unions',
      severity: 'warn',
      count: warnings.smallUnions,
      text: text('个联合社不足三个成员社', 'unions with fewer than three co-ops'),
      door: '/unions',
    },
    openDivisions(facts),
    {
      id: 'stalled',
      severity: 'info',
      count: warnings.stalled,
      text: text('个合作社筹备超过 90 天', 'co-ops in preparation for over 90 days'),
      door: doorTo(unit, '/coops', { status: 'preparing' }),
    },
    {
      id: 'candidates',
      severity: 'info',
      count: warnings.candidates,
      text: text('个村有产业、还没有合作社', 'villages with an industry and no co-op'),
      door: doorTo(unit, '/candidates'),
    },
  ]
  return items.filter((item) => item.count > 0)
}

export interface RuleRow {
  readonly rule: string
  readonly severity: RuleCount['severity']
  readonly outcomes: { readonly passes: number; readonly depends: number; readonly fails: number }
  readonly door: string
}

/** Each rule with how many co-ops pass, depend and fail, in the order of the catalogue (by id). */
export function ruleRows(facts: BoardFacts): RuleRow[] {
  const groups = Map.groupBy(facts.rules, (row) => row.rule)
  return Array.from(groups, ([rule, rows]) => {
    const sum = (outcome: string) =>
      rows.reduce((n, row) => n + (row.outcome === outcome ? row.count : 0), 0)
    const outcomes = { passes: sum('passes'), depends: sum('depends'), fails: sum('fails') }
    const severity = rows[0]?.severity ?? 'info'
    return { rule, severity, outcomes, door: doorTo(facts.unit, '/checks', { rule }) }
  }).toSorted((a, b) => (a.rule < b.rule ? -1 : 1))
}
