import { compareFractions, fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Item, Kind, MeasureRules, Scheme } from '../model.ts'

/** An indicator as a scheme may use it. */
export interface Known {
  readonly id: string
  readonly direction: 'up' | 'down' | 'none'
  readonly levels: readonly string[]
  readonly form: string
}

type Say = (path: string, zh: string, en: string) => void

/** The units that are scored: towns, or the villages of the secretaries. */
export const levelOf = (kind: Kind): 'town' | 'village' => (kind === 'town' ? 'town' : 'village')

const sayer = (root: string): { readonly faults: Fault[]; readonly say: Say } => {
  const faults: Fault[] = []
  return {
    faults,
    say: (path, zh, en) => {
      faults.push({ path: `${root}${path}`, text: text(zh, en) })
    },
  }
}

const twice = (ids: readonly string[]): boolean => new Set(ids).size !== ids.length

function ruleFaults(item: Item, at: string, say: Say): void {
  const { rule, direction } = item
  const number = (written: string, path: string) => {
    const value = parseFraction(written)
    if (value === null) say(`${at}.rule${path}`, '写作小数或分数', 'a decimal or a fraction')
    return value ?? fraction(0)
  }
  switch (rule.kind) {
    case 'target':
      number(rule.target, '.target')
      return
    case 'linear': {
      const order = compareFractions(number(rule.full, '.full'), number(rule.none, '.none'))
      const wanted = direction === 'up' ? 1 : -1
      if (order !== wanted) {
        say(`${at}.rule.full`, '满分值与零分值的方向不符', 'lies on the wrong side of no points')
      }
      return
    }
    case 'bands':
      bandFaults(item, rule.bands, { at, say, number })
  }
}

function bandFaults(
  item: Item,
  bands: readonly { readonly at: string; readonly points: number }[],
  how: {
    readonly at: string
    readonly say: Say
    readonly number: (written: string, path: string) => ReturnType<typeof fraction>
  },
): void {
  const { at, say } = how
  const values = bands.map((band, i) => how.number(band.at, `.bands[${i}].at`))
  bands.forEach((band, i) => {
    if (band.points > item.points) {
      say(`${at}.rule.bands[${i}].points`, '不能超过本项分值', 'more than the item has')
    }
    const [value, before] = [values[i], values[i - 1]]
    if (value === undefined || before === undefined) return
    const worse = compareFractions(value, before) === (item.direction === 'up' ? -1 : 1)
    if (!worse || band.points >= (bands[i - 1]?.points ?? 0)) {
      say(`${at}.rule.bands[${i}]`, '档次须从好到差、分值递减', 'not below the band before')
    }
  })
}

function itemFaults(
  item: Item,
  at: string,
  how: { readonly kind: Kind; readonly known: ReadonlyMap<string, Known>; readonly say: Say },
): void {
  const { say, known } = how
  const forms = new Set<string>()
  item.indicators.forEach((id, j) => {
    const path = `${at}.indicators[${j}]`
    const spec = known.get(id)
    if (spec === undefined || !spec.levels.includes(levelOf(how.kind))) {
      say(path, '没有这项指标,或不适用于考核层级', 'no such indicator at this level')
      return
    }
    forms.add(spec.form)
    if (spec.direction !== 'none' && spec.direction !== item.direction) {
      say(path, '方向与指标相反', 'against the direction of the indicator')
    }
  })
  if (twice(item.indicators)) say(`${at}.indicators`, '指标重复', 'an indicator stands twice')
  if (forms.size > 1) say(`${at}.indicators`, '单位不同的指标不能相加', 'of different units')
  ruleFaults(item, at, say)
}

/** What is wrong with a scheme, each fault at its place. */
export function schemeFaults(
  scheme: Scheme,
  kind: Kind,
  known: ReadonlyMap<string, Known>,
): Fault[] {
  const { faults, say } = sayer('$.scheme')
  scheme.items.forEach((item, i) => itemFaults(item, `.items[${i}]`, { kind, known, say }))
  if (twice(scheme.items.map(({ id }) => id))) say('.items', '编号重复', 'an item stands twice')
  const sum = scheme.items.reduce((all, { points }) => all + points, scheme.months?.points ?? 0)
  if (sum !== scheme.total) {
    say(
      '.items',
      `分值合计为 ${sum / 1000},应为 ${scheme.total / 1000}`,
      'do not add up to the total',
    )
  }
  if ((kind === 'secretary_year') !== (scheme.months !== null)) {
    say(
      '.months',
      '年度办法、也只有年度办法,须说明月考核分值',
      'belongs to the year, and to it alone',
    )
  }
  if ((kind === 'town') !== (scheme.overall !== null)) {
    say('.overall', '乡镇办法、也只有乡镇办法,须说明在全县考核中的分值', 'belongs to towns alone')
  }
  scheme.adjustments.forEach((one, i) => {
    if (one.most > one.cap) {
      say(`.adjustments[${i}].most`, '单次不能超过累计上限', 'above the cap of all')
    }
  })
  if (twice(scheme.adjustments.map(({ id }) => id))) {
    say('.adjustments', '编号重复', 'a kind stands twice')
  }
  bandOrder(scheme, say)
  return faults
}

function bandOrder({ bands, total }: Scheme, say: Say): void {
  bands.forEach((band, i) => {
    const above = bands[i - 1]?.from ?? total + 1
    if (band.from >= above) say(`.bands[${i}].from`, '须从高到低', 'not below the one before')
  })
  if (bands.at(-1)?.from !== 0) say('.bands', '最后一档须从 0 分起', 'the last one begins at 0')
  if (twice(bands.map(({ id }) => id))) say('.bands', '编号重复', 'a band stands twice')
}

/** What is wrong with the rules of proposals; `bands`: those of the year's scheme. */
export function measureFaults(rules: MeasureRules, bands: ReadonlySet<string>): Fault[] {
  const { faults, say } = sayer('$.rules')
  rules.persons.forEach(({ band }, i) => {
    if (!bands.has(band)) say(`.persons[${i}].band`, '没有这个等次', 'no such grade')
  })
  const ids = [...rules.persons, ...rules.towns].map(({ id }) => id)
  if (twice(ids)) say('', '编号重复', 'an id stands twice')
  return faults
}
