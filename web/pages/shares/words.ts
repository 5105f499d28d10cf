import type { DeskTranslate, Label } from '../../locale/desk.ts'
import type { Out } from '../../api.ts'

type Row = Out<'readRegister'>['rows'][number]
type Event = Out<'listShareEvents'>['events'][number]

/* Labels of the closed lists of the shares module: a value without a sentence does not compile. */

export const formLabel = (form: Row['contributions'][number]['form']): Label => `form.${form}`
export const holderLabel = (kind: Row['kind']): Label => `holder.${kind}`
export const classLabel = (value: Row['class']): Label => `class.${value}`
export const eventLabel = (kind: Event['kind']): Label => `events.kind.${kind}`

/** Who recorded something; the product's own jobs are not people. */
export const recorderName = (t: DeskTranslate, name: string): string =>
  name.startsWith('job:') || name === 'demo' ? t('audit.system') : name

const CLASSES: Readonly<Record<Row['class'], true>> = {
  collective: true,
  villager: true,
  assisted: true,
  outside_farmer: true,
  outside_investor: true,
  enterprise: true,
  unit: true,
  labour: true,
  land: true,
  reserve: true,
}

/** Every class a holder can be of, in the order of the lists. */
export const HOLDER_CLASSES = Object.keys(CLASSES) as readonly Row['class'][]
