import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'
import type { useT } from '../../locale/development.ts'
import { showPercent, showYuan } from '../../ui/figures.tsx'

/* Forms of business: what each is made of and what it did, in words. */

export type Business = Out<'listBusinesses'>['rows'][number]
export type Form = Business['form']
export type Terms = In<'saveBusiness'>['terms']
export type Role = In<'listBusinessLines'>['role']
type T = ReturnType<typeof useT>

export const FORMS = ['tourism', 'logistics', 'stake', 'processing', 'complex'] as const
export const ROLES = ['income', 'cost', 'investment', 'dividend'] as const

export const FORM_WORDS: Readonly<Record<Form, Text>> = {
  tourism: text('乡村旅游', 'Tourism'),
  logistics: text('商务物流', 'Logistics'),
  stake: text('入股龙头企业', 'Stakes'),
  processing: text('农产品加工', 'Processing'),
  complex: text('综合体', 'Complexes'),
}

/** The size of a business in one line. */
export function sizeOf(t: T, terms: Business['terms']): string {
  switch (terms.form) {
    case 'tourism':
      return t('form.tourismScale', { beds: terms.beds, day: terms.visitorsADay })
    case 'logistics':
      return t('form.logisticsScale', { ...terms, what: t(`form.what.${terms.what}`) })
    case 'stake':
      return t('form.stakeScale', {
        share: showPercent(terms.share),
        planned: showYuan(terms.planned) ?? terms.planned,
      })
    case 'processing':
      return t('form.processingScale', terms)
    case 'complex':
      return t('form.complexScale', {
        kind: t(`form.kind.${terms.kind}`),
        n: terms.phases.length,
        partners: terms.partners.length,
      })
  }
}

/** What it did, from the records that stand. */
export function activityOf(t: T, { form, totals }: Pick<Business, 'form' | 'totals'>): string[] {
  switch (form) {
    case 'tourism':
      return [
        t('form.visitors', { n: totals.visitors }),
        t('form.bookings', { n: totals.bookings }),
      ]
    case 'logistics':
      return [t('form.volume', { n: totals.volume })]
    case 'stake':
      return [t('form.announced', { n: showYuan(totals.announced) ?? totals.announced })]
    case 'processing':
      return [
        t('form.yield', totals),
        ...(totals.yield === null
          ? []
          : [t('form.yieldRate', { rate: showPercent(totals.yield) })]),
      ]
    case 'complex':
      return []
  }
}
