import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { showInstant } from '../../ui/figures.tsx'
import { Facts, Notice, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { paperAddress } from './inbox-pane.tsx'
import { LineTable } from './line-table.tsx'
import { KIND_WORDS, showPeriod, STATUS_TONES, STATUS_WORDS } from './words.ts'

/** A draft as its approver looks at it: the lines, what should be looked at, the papers. */
export function DraftDetail({
  coopId,
  draftId,
}: {
  coopId: string
  draftId: string
}): ReactElement {
  const read = useRead('readDraft', { coopId, draftId })
  return <Loaded read={read}>{(draft) => <Detail draft={draft} />}</Loaded>
}

function Detail({ draft }: { draft: Out<'readDraft'> }): ReactElement {
  const t = useT()
  const tone = STATUS_TONES[draft.status]
  return (
    <div className="stack">
      {draft.mine && draft.status === 'submitted' ? (
        <Notice tone="depends">{t('approvals.own')}</Notice>
      ) : null}
      {draft.returnReason === null ? null : (
        <Notice tone="depends">{t('entry.returned', { reason: draft.returnReason })}</Notice>
      )}
      {draft.warnings.map((warning) => (
        <Notice key={`${warning.code}${warning.line}`} tone="depends">
          {warning.line === null ? '' : t('draft.line', { n: warning.line + 1 })}
          {say(warning.text)}
        </Notice>
      ))}
      <Facts
        columns={2}
        facts={[
          {
            label: t('entry.kind'),
            value: (
              <>
                {say(KIND_WORDS[draft.kind])}{' '}
                <Tag {...(tone === undefined ? {} : { tone })}>
                  {say(STATUS_WORDS[draft.status])}
                </Tag>
              </>
            ),
          },
          { label: t('entry.onDate'), value: `${draft.onDate} · ${showPeriod(draft.period)}` },
          { label: t('entry.summary'), value: asWritten(draft.summary) },
          {
            label: t('entry.attachments'),
            value: t('voucher.papers', { n: draft.attachments + draft.documentIds.length }),
          },
          {
            label: t('draft.preparedBy'),
            value: `${draft.preparedBy} ${showInstant(draft.preparedAt)}`,
          },
          ...(draft.clause === null
            ? []
            : [{ label: t('voucher.clause'), value: asWritten(draft.clause) }]),
        ]}
      />
      <LineTable lines={draft.lines} summary={draft.summary} label={draft.summary} />
      {draft.documentIds.length === 0 ? null : (
        <ul className="paper-strip">
          {draft.documentIds.map((id, i) => (
            <li key={id}>
              <a href={paperAddress(draft.coopId, id)} target="_blank" rel="noreferrer">
                <img src={paperAddress(draft.coopId, id)} alt={t('voucher.paper', { n: i + 1 })} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
