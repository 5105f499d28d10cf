import { text } from '../../../kernel/text.ts'
import type { Criterion } from '../model.ts'

/**
 * What counts until the county sets its own. The seed (R28) says only that branch-led co-ops come first; the points are
 * a proposal of the product, not a rule of the county.
 */
export const SHIPPED_CRITERIA: readonly Criterion[] = [
  {
    id: 'class',
    title: text('分类', 'Class'),
    points: 20_000,
    kind: 'class',
    classes: { model: 15_000, improve: 20_000, transform: 12_000, rebuild: 4_000, none: 8_000 },
  },
  {
    id: 'members',
    title: text('入社农户', 'Member households'),
    points: 20_000,
    kind: 'indicator',
    indicator: 'households',
    zero: '0',
    full: '60',
  },
  {
    id: 'assistance',
    title: text('扶贫股受益人', 'Beneficiaries of assistance shares'),
    points: 20_000,
    kind: 'indicator',
    indicator: 'beneficiaries',
    zero: '0',
    full: '10',
  },
  {
    id: 'rules',
    title: text('没有硬性不合规', 'No hard rule broken'),
    points: 20_000,
    kind: 'indicator',
    indicator: 'findings-block',
    zero: '1',
    full: '0',
  },
  {
    id: 'received',
    title: text('已得扶持较少', 'Little received so far'),
    points: 20_000,
    kind: 'indicator',
    indicator: 'support-total',
    zero: '300000',
    full: '0',
  },
]
