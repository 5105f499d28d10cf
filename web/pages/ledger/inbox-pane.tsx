import { type ReactElement, useState } from 'react'
import { addressOf, type Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { showInstant } from '../../ui/figures.tsx'
import type { Entry } from './entry.ts'

type Paper = Out<'listSourceDocuments'>['rows'][number]

interface Inbox {
  readonly papers: readonly Paper[]
  readonly shown: Paper | undefined
  readonly choose: (paper: Paper) => void
  /** The paper after (or before) the one on the screen. */
  readonly move: (step: 1 | -1) => void
  readonly turns: number
  readonly turn: () => void
  readonly large: boolean
  readonly zoom: () => void
  /** The next voucher with the next paper, where papers are being worked through. */
  readonly withNext: (next: Entry) => Entry
}

export const paperAddress = (coopId: string, documentId: string): string =>
  addressOf('readSourceDocument', { coopId, documentId }).url

/** The papers of a co-op that wait to be booked; the one on the screen belongs to the voucher. */
export function useInbox(coopId: string, entry: Entry, change: (entry: Entry) => void): Inbox {
  const may = useMay()
  const read = useRead(
    'listSourceDocuments',
    { unitId: coopId, status: 'inbox', limit: 200 },
    { enabled: may('listSourceDocuments') },
  )
  const papers = (read.data?.rows ?? []).filter((paper) => paper.coopId === coopId)
  const [shownId, setShownId] = useState<string | null>(null)
  const [turns, setTurns] = useState(0)
  const [large, setLarge] = useState(false)
  const at = papers.findIndex((paper) => paper.id === shownId)
  const show = (paper: Paper | undefined): void => {
    setShownId(paper?.id ?? null)
    setTurns(0)
  }
  const attach = (into: Entry, paper: Paper | undefined): Entry => ({
    ...into,
    // The paper that was only looked at goes back; those of an opened draft stay.
    documentIds: [
      ...into.documentIds.filter((id) => !papers.some((one) => one.id === id)),
      ...(paper === undefined ? [] : [paper.id]),
    ],
  })
  const choose = (paper: Paper | undefined): void => {
    show(paper)
    change(attach(entry, paper))
  }
  return {
    papers,
    shown: papers[at],
    choose,
    move: (step) => choose(papers[at < 0 ? 0 : (at + step + papers.length) % papers.length]),
    turns,
    turn: () => setTurns(turns + 1),
    large,
    zoom: () => setLarge(!large),
    withNext: (next) => {
      if (at < 0) return next
      const rest = papers.filter((paper) => !entry.documentIds.includes(paper.id))
      const paper = rest.find((one) => papers.indexOf(one) > at) ?? rest[0]
      show(paper)
      return paper === undefined ? next : { ...next, documentIds: [paper.id] }
    },
  }
}

/** The left pane: the paper on the screen, and those that wait behind it. */
export function InboxPane(props: {
  inbox: Inbox
  entry: Entry
  change: (entry: Entry) => void
}): ReactElement {
  const t = useT()
  const { inbox, entry } = props
  const { shown, papers } = inbox
  return (
    <aside
      className={inbox.large ? 'panel inbox-pane inbox-large' : 'panel inbox-pane'}
      aria-label={t('inbox.title')}
    >
      <h2>
        {t('inbox.title')} <span className="muted small">{papers.length}</span>
      </h2>
      {papers.length === 0 ? <p className="muted small">{t('inbox.none')}</p> : null}
      {papers.length > 0 && shown === undefined ? (
        <p className="small">
          {t('inbox.start', { n: papers.length })} <kbd>Alt+PgDn</kbd>
        </p>
      ) : null}
      {shown === undefined ? null : <PaperView paper={shown} inbox={inbox} />}
      <ol
        className="inbox-list"
        tabIndex={papers.length === 0 ? undefined : 0}
        aria-label={t('inbox.title')}
      >
        {papers.map((paper) => (
          <li key={paper.id}>
            <button
              type="button"
              tabIndex={-1}
              aria-current={paper.id === shown?.id ? 'true' : undefined}
              onClick={() => inbox.choose(paper)}
            >
              <span>{asWritten(paper.note === '' ? paper.name : paper.note)}</span>
              <span className="muted small">
                {paper.addedBy} · {showInstant(paper.addedAt).slice(5, 10)}
                {entry.documentIds.includes(paper.id) ? ` · ${t('inbox.attached')}` : ''}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </aside>
  )
}

function PaperView({ paper, inbox }: { paper: Paper; inbox: Inbox }): ReactElement {
  const t = useT()
  const may = useMay()
  const [rejecting, setRejecting] = useState(false)
  const address = paperAddress(paper.coopId, paper.id)
  return (
    <figure className="paper-view">
      {paper.mediaType.startsWith('image/') ? (
        <div className="paper-frame" tabIndex={0} role="group" aria-label={paper.name}>
          <img
            src={address}
            alt={t('inbox.alt', { name: paper.note === '' ? paper.name : paper.note })}
            style={{ transform: `rotate(${inbox.turns * 90}deg)` }}
          />
        </div>
      ) : (
        <p>
          <a href={address} target="_blank" rel="noreferrer">
            {t('inbox.openFile', { name: paper.name })}
          </a>
        </p>
      )}
      <figcaption className="row">
        <button type="button" className="button-plain" tabIndex={-1} onClick={inbox.turn}>
          {t('inbox.turn')}
        </button>
        <button type="button" className="button-plain" tabIndex={-1} onClick={inbox.zoom}>
          <Icon name="search" size={14} /> {t(inbox.large ? 'inbox.small' : 'inbox.large')}
        </button>
        {may('rejectSourceDocument') ? (
          <button
            type="button"
            className="button-plain"
            tabIndex={-1}
            onClick={() => setRejecting(true)}
          >
            {t('inbox.reject')}
          </button>
        ) : null}
      </figcaption>
      {rejecting ? (
        <ReasonDialog
          title={t('inbox.reject')}
          confirm={t('inbox.reject')}
          verb="rejectSourceDocument"
          input={(reason) => ({ coopId: paper.coopId, documentId: paper.id, reason })}
          close={() => setRejecting(false)}
        >
          <p>{t('inbox.rejectBody', { name: paper.addedBy })}</p>
        </ReasonDialog>
      ) : null}
    </figure>
  )
}
