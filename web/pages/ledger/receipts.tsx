import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { paperAddress } from './inbox-pane.tsx'
import { base64Of, type Picture, picturesOf } from './photo.ts'
import './ledger.css'

type Paper = Out<'listSourceDocuments'>['rows'][number]

const STATUS_WORDS = {
  inbox: { zh: '等待记账', en: 'Waiting' },
  booked: { zh: '已记账', en: 'Booked' },
  rejected: { zh: '已退回', en: 'Sent back' },
} as const
const TONES = { inbox: 'depends', booked: 'pass', rejected: 'fail' } as const

/** A receipt is photographed, a co-op named, and it is on its way; below, what became of the earlier ones. */
export default function Receipts(): ReactElement {
  const t = useT()
  const books = useRead('listBooks', { limit: 500 })
  return (
    <div className="page receipts">
      <PageHead title={t('receipts.title')} sentence={t('receipts.sentence')} />
      <Loaded read={books} lines={4}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('receipts.noBook')} hint={t('receipts.noBookHint')} />
          ) : (
            <Send coops={data.rows} />
          )
        }
      </Loaded>
      <Sent />
    </div>
  )
}

const CHOSEN = 'miaoqi.receipts.coop'

/** The pictures that are about to be sent, and the sending. */
function useSending(coops: Out<'listBooks'>['rows']) {
  const [search] = useUrl()
  const add = useAct('addSourceDocuments')
  const kept = search['coop'] ?? localStorage.getItem(CHOSEN)
  const [coopId, setCoopId] = useState(
    coops.find((coop) => coop.coopId === kept)?.coopId ?? coops[0]?.coopId ?? '',
  )
  const [note, setNote] = useState('')
  const [pictures, setPictures] = useState<readonly Picture[]>([])
  const [busy, setBusy] = useState(false)
  const choose = async (files: FileList | null): Promise<void> => {
    if (files === null) return
    setBusy(true)
    const more = await picturesOf(files)
    setBusy(false)
    add.reset()
    setPictures((before) => [
      ...before,
      ...more.filter((one) => !before.some((other) => other.key === one.key)),
    ])
  }
  const send = async (): Promise<void> => {
    setBusy(true)
    const documents = await Promise.all(
      pictures.map(async (one) => ({ name: one.name, note, content: await base64Of(one.blob) })),
    )
    setBusy(false)
    localStorage.setItem(CHOSEN, coopId)
    add.mutate(
      { input: { coopId, documents } },
      {
        onSuccess: () => {
          setPictures([])
          setNote('')
        },
      },
    )
  }
  return { add, busy, coopId, setCoopId, note, setNote, pictures, setPictures, choose, send }
}

function Send({ coops }: { coops: Out<'listBooks'>['rows'] }): ReactElement {
  const t = useT()
  const sending = useSending(coops)
  const { add, pictures } = sending
  return (
    <Panel title={t('receipts.send')} className="receipts-send">
      <div className="stack">
        {coops.length === 1 ? (
          <p>
            <strong>{coops[0]?.name}</strong>
          </p>
        ) : (
          <SelectField
            label={t('common.coop')}
            value={sending.coopId}
            onChange={sending.setCoopId}
            options={coops.map((coop) => ({ value: coop.coopId, label: coop.name }))}
          />
        )}
        <Take choose={(files) => void sending.choose(files)} />
        <Pictures
          pictures={pictures}
          remove={(key) => sending.setPictures(pictures.filter((one) => one.key !== key))}
        />
        <TextField
          label={t('receipts.note')}
          hint={t('receipts.noteHint')}
          value={sending.note}
          onChange={sending.setNote}
          maxLength={500}
        />
        <button
          type="button"
          className="button button-primary receipts-button"
          disabled={pictures.length === 0 || sending.busy || add.isPending}
          onClick={() => void sending.send()}
        >
          {add.isPending ? t('receipts.sending') : t('receipts.sendN', { n: pictures.length })}
        </button>
        {add.error === null ? null : <Refused error={add.error} write />}
        {add.data === undefined ? null : <Answer answer={add.data} />}
      </div>
    </Panel>
  )
}

/** The camera, or files that are there already. */
function Take({ choose }: { choose: (files: FileList | null) => void }): ReactElement {
  const t = useT()
  return (
    <div className="receipts-take">
      <label className="button button-primary receipts-button">
        {t('receipts.take')}
        <input
          type="file"
          className="visually-hidden"
          accept="image/*"
          capture="environment"
          onChange={(event) => choose(event.target.files)}
        />
      </label>
      <label className="button receipts-button">
        {t('receipts.pick')}
        <input
          type="file"
          className="visually-hidden"
          accept="image/*,application/pdf,.ofd"
          multiple
          onChange={(event) => choose(event.target.files)}
        />
      </label>
    </div>
  )
}

function Pictures(props: {
  pictures: readonly Picture[]
  remove: (key: string) => void
}): ReactElement | null {
  const t = useT()
  if (props.pictures.length === 0) return null
  return (
    <ul className="paper-strip">
      {props.pictures.map((picture) => (
        <li key={picture.key}>
          {picture.preview === null ? (
            <span className="paper-name">{picture.name}</span>
          ) : (
            <img src={picture.preview} alt={picture.name} />
          )}
          <button
            type="button"
            className="button-plain"
            aria-label={t('receipts.remove', { name: picture.name })}
            onClick={() => props.remove(picture.key)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Which files arrived, and which were here before. */
function Answer({ answer }: { answer: Out<'addSourceDocuments'> }): ReactElement {
  const t = useT()
  const known = answer.documents.filter((one) => one.already !== null)
  const fresh = answer.documents.length - known.length
  return (
    <>
      {fresh > 0 ? <Notice tone="pass">{t('receipts.arrived', { n: fresh })}</Notice> : null}
      {known.map((one) => (
        <Notice key={one.documentId} tone="depends">
          {t('receipts.already', {
            name: one.already?.name ?? '',
            at: showInstant(one.already?.addedAt ?? ''),
            by: one.already?.addedBy ?? '',
            status: say(STATUS_WORDS[one.already?.status ?? 'inbox']),
          })}
        </Notice>
      ))}
    </>
  )
}

function Sent(): ReactElement {
  const t = useT()
  const inbox = useRead('listSourceDocuments', { status: 'inbox', limit: 100 })
  const booked = useRead('listSourceDocuments', { status: 'booked', limit: 100 })
  const rejected = useRead('listSourceDocuments', { status: 'rejected', limit: 100 })
  const [mine, setMine] = useState(true)
  const rows = [inbox, booked, rejected]
    .flatMap((read) => read.data?.rows ?? [])
    .filter((paper) => !mine || paper.mine)
    .toSorted((a, b) => (a.addedAt < b.addedAt ? 1 : -1))
  const count = (status: Paper['status']): number =>
    rows.filter((paper) => paper.status === status).length
  return (
    <Panel
      title={t('receipts.sentTitle')}
      extra={
        <label className="check">
          <input type="checkbox" checked={mine} onChange={(e) => setMine(e.target.checked)} />
          {t('receipts.onlyMine')}
        </label>
      }
    >
      <Loaded read={inbox} lines={4}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t('receipts.none')} hint={t('receipts.noneHint')} />
          ) : (
            <>
              <p className="panel-lead">
                {t('receipts.counts', {
                  inbox: count('inbox'),
                  booked: count('booked'),
                  rejected: count('rejected'),
                })}
              </p>
              <ul className="receipt-list">
                {rows.slice(0, 60).map((paper) => (
                  <PaperCard key={paper.id} paper={paper} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

function PaperCard({ paper }: { paper: Paper }): ReactElement {
  const t = useT()
  const address = paperAddress(paper.coopId, paper.id)
  return (
    <li className="receipt">
      <a href={address} target="_blank" rel="noreferrer" className="receipt-picture">
        {paper.mediaType.startsWith('image/') ? (
          <img src={address} alt={paper.name} loading="lazy" />
        ) : (
          <Icon name="document" size={28} />
        )}
      </a>
      <div>
        <p>
          <strong>{paper.note === '' ? paper.name : asWritten(paper.note)}</strong>{' '}
          <Tag tone={TONES[paper.status]}>{say(STATUS_WORDS[paper.status])}</Tag>
        </p>
        <p className="muted small">
          {paper.coopName} · {paper.addedBy} · {showInstant(paper.addedAt)}
        </p>
        {paper.reason === null ? null : (
          <p className="field-error">{t('receipts.reason', { reason: paper.reason })}</p>
        )}
        {paper.voucherId === null ? null : (
          <Go to={paths.voucher(paper.coopId, paper.voucherId)}>{t('receipts.openVoucher')}</Go>
        )}
      </div>
    </li>
  )
}
