import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { Tag } from '../../ui/page.tsx'

export type AuditOutcome = Out<'listAudit'>['rows'][number]['outcome']

const TONES = { done: 'pass', refused: 'depends', denied: 'fail', failed: 'fail' } as const

/** Who acted, in words. */
export function actorName(t: DeskTranslate, actor: unknown): string {
  const known = (actor ?? {}) as { kind?: string; name?: string }
  if (known.kind === 'account') return known.name ?? '—'
  if (known.kind === 'job') return `${t('audit.system')} ${known.name ?? ''}`
  return t('audit.anonymous')
}

/** How the call ended. */
export function OutcomeTag({ outcome }: { outcome: AuditOutcome }): ReactElement {
  const t = useT()
  return <Tag tone={TONES[outcome]}>{t(`audit.outcome.${outcome}`)}</Tag>
}
