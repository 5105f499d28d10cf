import { type ReactElement, useEffect, useRef, useState } from 'react'
import { addressOf, download } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { comma, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useAct } from '../../query.ts'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/page.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Refused } from '../../ui/state.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import type { Case, Step } from './words.ts'

type Paper = Case['papers'][number]
type Demand = Step['papers'][number]

export const paperAddress = (caseId: string, paperId: string): string =>
  addressOf('readCasePaper', { caseId, paperId }).url

/** The papers of a step: what has come, what is missing, camera first; a code on paper leads to its place here. */
export function StepPapers(props: {
  data: Case
  step: Step
  /** The caller may bring papers. */
  open: boolean
  /** Keeps what is typed before a sheet is printed from it. */
  keep: () => Promise<void>
}): ReactElement | null {
  const t = useT()
  const { data, step } = props
  if (step.papers.length === 0) return null
  return (
    <section className="stack" aria-label={t('step.papers')}>
      <h3>{t('step.papers')}</h3>
      <ul className="papers">
        {step.papers.map((demand) => (
          <PaperCard
            key={demand.kind}
            {...props}
            demand={demand}
            papers={data.papers.filter(
              (paper) => !paper.old && paper.step === step.key && paper.kind === demand.kind,
            )}
          />
        ))}
      </ul>
    </section>
  )
}

interface CardProps {
  readonly data: Case
  readonly step: Step
  readonly open: boolean
  readonly keep: () => Promise<void>
  readonly demand: Demand
  readonly papers: readonly Paper[]
}

function PaperCard(props: CardProps): ReactElement {
  const t = useT()
  const { demand, papers, data, step } = props
  const [search] = useUrl()
  const card = useRef<HTMLLIElement>(null)
  const called = search['step'] === step.key && search['paper'] === demand.kind
  useEffect(() => {
    if (called) card.current?.scrollIntoView({ block: 'center' })
  }, [called])
  const serials = data.prints
    .filter((print) => print.step === step.key && print.kind === demand.kind)
    .map(({ serial }) => serial)
  return (
    <li ref={card} className={called ? 'paper-card paper-called' : 'paper-card'}>
      <p className="paper-head">
        <strong>
          {demand.form === undefined ? '' : `${demand.form} `}
          {say(demand.title)}
        </strong>
        {papers.length > 0 ? (
          <Tag tone="pass">✓ {t('step.paperHave', { n: papers.length })}</Tag>
        ) : demand.required ? (
          <Tag tone="depends">{t('step.paperMissing')}</Tag>
        ) : (
          <Tag>{t('step.paperOptional')}</Tag>
        )}
      </p>
      <Thumbs caseId={data.caseId} papers={papers} />
      {props.open ? <Upload {...props} /> : null}
      {demand.source === 'form' ? <Prints {...props} /> : null}
      {serials.length === 0 ? null : (
        <p className="muted small">
          {t('step.printed', { serials: serials.slice(-3).join(comma()) })}
        </p>
      )}
    </li>
  )
}

/** Papers as small pictures; each opens whole. */
function Thumbs(props: { caseId: string; papers: readonly Paper[] }): ReactElement | null {
  if (props.papers.length === 0) return null
  return (
    <ul className="thumbs">
      {props.papers.map((paper) => (
        <li key={paper.paperId}>
          <a href={paperAddress(props.caseId, paper.paperId)} target="_blank" rel="noreferrer">
            {paper.mediaType.startsWith('image/') ? (
              <img
                src={paperAddress(props.caseId, paper.paperId)}
                alt={paper.name}
                loading="lazy"
              />
            ) : (
              <span className="thumb-file">{paper.name}</span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Upload({ data, step, demand }: CardProps): ReactElement {
  const t = useT()
  const add = useAct('addCasePaper')
  const [busy, setBusy] = useState(false)
  const send = async (files: FileList | null): Promise<void> => {
    if (files === null || files.length === 0) return
    setBusy(true)
    try {
      for (const picture of await picturesOf(files)) {
        const content = await base64Of(picture.blob)
        const { name } = picture
        const input = { caseId: data.caseId, step: step.key, kind: demand.kind, name, content }
        await add.mutateAsync({ input })
      }
    } catch {
      // What was refused stands below the buttons.
    } finally {
      setBusy(false)
    }
  }
  const choose = (event: { target: HTMLInputElement }): void => {
    void send(event.target.files)
    event.target.value = ''
  }
  return (
    <>
      <div className="paper-buttons">
        <label className="button button-primary big-button">
          <Icon name="camera" size={20} /> {busy ? t('step.sending') : t('step.photo')}
          <input
            type="file"
            className="visually-hidden"
            accept="image/*"
            capture="environment"
            aria-label={`${t('step.photo')} ${say(demand.title)}`}
            disabled={busy}
            onChange={choose}
          />
        </label>
        <label className="button big-button">
          {t('step.file')}
          <input
            type="file"
            className="visually-hidden"
            accept="image/*,application/pdf,.ofd"
            multiple
            aria-label={`${t('step.file')} ${say(demand.title)}`}
            disabled={busy}
            onChange={choose}
          />
        </label>
      </div>
      {add.error === null ? null : <Refused error={add.error} write />}
    </>
  )
}

function Prints({ data, step, demand, keep, open }: CardProps): ReactElement {
  const t = useT()
  const print = useAct('printCasePaper')
  const run = async (format: 'pdf' | 'docx'): Promise<void> => {
    await keep()
    const input = { caseId: data.caseId, step: step.key, kind: demand.kind, format }
    print.mutate({ input }, { onSuccess: saveFile })
  }
  return (
    <div className="paper-prints">
      <button
        type="button"
        className="button"
        disabled={print.isPending}
        onClick={() => void run('pdf')}
      >
        <Icon name="print" size={16} /> {t('step.printPdf')}
      </button>
      <button
        type="button"
        className="button"
        disabled={print.isPending}
        onClick={() => void run('docx')}
      >
        {t('step.printWord')}
      </button>
      {open ? <span className="muted small">{t('step.printHint')}</span> : null}
      {print.error === null ? null : <Refused error={print.error} write />}
    </div>
  )
}

export const printHandbook = (format: 'pdf' | 'docx', process?: string): void =>
  void download('printHandbook', { format, ...(process === undefined ? {} : { process }) })
