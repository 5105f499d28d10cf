import { displayYuan } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { indicatorContract } from '../contract.ts'
import { FACT_BY_ID } from '../data/facts.ts'
import { SHIPPED_INDICATORS } from '../data/indicators.ts'
import { SHIPPED_PARAMETERS } from '../data/ranking-sets.ts'
import type { IndicatorSpec, Parameters } from '../model.ts'
import { formulaText } from '../rules/expression.ts'
import { versionsOf } from '../store/definitions.ts'

type VersionVerbs = Pick<Verbs<typeof indicatorContract, Ctx>, 'listDefinitionVersions'>

interface Field {
  readonly field: string
  readonly said: Text
}

const same = (said: string): Text => text(said, said)

/** What an indicator sets, field by field. */
const indicatorFields = (spec: IndicatorSpec): Field[] => [
  { field: 'title', said: spec.title },
  { field: 'formula', said: formulaText(spec.formula, FACT_BY_ID) },
  { field: 'direction', said: same(spec.direction) },
  { field: 'form', said: same(spec.form) },
  { field: 'unit', said: spec.unit },
  { field: 'levels', said: same(spec.levels.join(' ')) },
  { field: 'frequency', said: same(spec.frequency) },
  { field: 'baseYear', said: same(spec.baseYear === null ? '—' : String(spec.baseYear)) },
  { field: 'headline', said: spec.headline ? text('是', 'yes') : text('否', 'no') },
]

const parameterFields = (of: Parameters): Field[] => [
  {
    field: 'baseYear',
    said: of.baseYear === null ? text('上一年', 'the year before') : same(String(of.baseYear)),
  },
  { field: 'zeroLine', said: same(displayYuan(BigInt(of.zeroLine))) },
  { field: 'closingDays', said: same(String(of.closingDays)) },
  { field: 'oldDays', said: same(String(of.oldDays)) },
]

function shipped(kind: 'indicator' | 'parameters', name: string): Field[] | null {
  if (kind === 'parameters') return parameterFields(SHIPPED_PARAMETERS)
  const spec = SHIPPED_INDICATORS.find(({ id }) => id === name)
  return spec === undefined ? null : indicatorFields(spec)
}

export const versionVerbs: VersionVerbs = {
  listDefinitionVersions: async (ctx, { kind, name }) => {
    const saved = await versionsOf(ctx, { kind, name })
    const first = shipped(kind, name)
    return {
      versions: [
        ...saved.map((row) => ({
          shipped: false,
          validFrom: row.validFrom,
          by: row.recordedBy,
          source: row.source,
          fields:
            row.body === null
              ? []
              : kind === 'parameters'
                ? parameterFields(row.body as Parameters)
                : indicatorFields(row.body as IndicatorSpec),
        })),
        ...(first === null
          ? []
          : [{ shipped: true, validFrom: null, by: '', source: '', fields: first }]),
      ],
    }
  },
}
