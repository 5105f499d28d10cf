import type { Permission } from '../../../kernel/permission.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { FactSpec, Family } from '../model.ts'

export const SEED = '沂水县农业农村局文章(2020-11-30)'
export const ACT = '农民专业合作社法'
export const BOOKS = '财会〔2021〕37号'
export const DISCLOSED = '农民专业合作社法第四十条'

export const NOTHING = text('无', 'nothing')

type Rest = Partial<
  Pick<FactSpec, 'measure' | 'fold' | 'span' | 'lowest' | 'mark' | 'leavesOut' | 'source' | 'needs'>
>

/** A family's facts with what they have in common. */
export const familyOf =
  (family: Family, common: Rest) =>
  (id: string, title: Text, counts: Text, own: Rest = {}): FactSpec => ({
    id,
    family,
    title,
    counts,
    measure: 'count',
    fold: 'sum',
    span: 'day',
    lowest: 'coop',
    mark: 'actual',
    leavesOut: NOTHING,
    source: SEED,
    needs: 'registry.read' satisfies Permission,
    ...common,
    ...own,
  })
