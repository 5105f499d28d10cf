import { type ReactElement, useState } from 'react'
import type { In, Out, VerbName } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { useAct } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { type Paper, PaperList, PaperPicker } from './parts.tsx'

type PrintVerb = Extract<VerbName, 'printSpendingPaper' | 'printSpendingRegister' | 'printLimits'>
const FORMATS = ['pdf', 'docx'] as const

/** One paper as PDF and as Word; each print is numbered. */
export function PrintPair<V extends PrintVerb>(props: {
  verb: V
  input: Omit<In<V>, 'format'>
  /** What is printed, for those who hear the buttons. */
  title: string
}): ReactElement | null {
  const t = useT()
  const may = useMay()
  const act = useAct(props.verb)
  if (!may(props.verb)) return null
  const print = (format: (typeof FORMATS)[number]): void =>
    act.mutate(
      { input: { ...props.input, format } as In<V> },
      { onSuccess: (file) => saveFile(file as Out<PrintVerb>) },
    )
  return (
    <span className="row">
      {FORMATS.map((format) => (
        <button
          key={format}
          type="button"
          className="button button-small"
          aria-label={`${t('slip.print')} ${props.title} ${t(`slip.${format}`)}`}
          disabled={act.isPending}
          onClick={() => print(format)}
        >
          {t(`slip.${format}`)}
        </button>
      ))}
      {act.error === null ? null : <Refused error={act.error} />}
    </span>
  )
}

/** The button pair of a register, for the head of its page. */
export function PrintRegister(props: {
  register: In<'printSpendingRegister'>['register']
  unitId: string | undefined
}): ReactElement | null {
  const t = useT()
  const me = useMe()
  const unitId = props.unitId ?? me.grants.find(({ unit }) => unit !== null)?.unit?.id
  if (unitId === undefined) return null
  return (
    <span className="row print-pair">
      <span className="muted small">{t('slip.register')}</span>
      <PrintPair
        verb="printSpendingRegister"
        input={{ unitId, register: props.register }}
        title={t('slip.register')}
      />
    </span>
  )
}

interface Subject {
  readonly coopId: string
  readonly about: In<'addSpendingPapers'>['about']
  readonly subjectId: string
}

/** The papers that can be printed here, what has come back signed, and a way to bring it back. */
export function Paperwork(props: {
  subject: Subject
  papers: readonly In<'printSpendingPaper'>['paper'][]
  came: Parameters<typeof PaperList>[0]['papers']
}): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId, subjectId } = props.subject
  return (
    <Panel title={t('slip.title')} hint={t('slip.hint')}>
      <ul className="paper-prints">
        {props.papers.map((paper) => (
          <li key={paper}>
            <span>{t(`slip.${paper}`)}</span>
            <PrintPair
              verb="printSpendingPaper"
              input={{ coopId, subjectId, paper }}
              title={t(`slip.${paper}`)}
            />
          </li>
        ))}
      </ul>
      <PaperList coopId={coopId} papers={props.came} />
      {may('addSpendingPapers') ? <BringBack subject={props.subject} /> : null}
    </Panel>
  )
}

/** Photographs of what was signed, with the number that stands on the sheet. */
function BringBack({ subject }: { subject: Subject }): ReactElement {
  const t = useT()
  const act = useAct('addSpendingPapers')
  const [papers, setPapers] = useState<readonly Paper[]>([])
  const [serial, setSerial] = useState('')
  const send = (): void =>
    act.mutate(
      {
        input: {
          ...subject,
          serial: serial.trim() === '' ? null : serial.trim(),
          papers: [...papers],
        },
      },
      {
        onSuccess: () => {
          setPapers([])
          setSerial('')
        },
      },
    )
  return (
    <div className="stack-tight">
      <PaperPicker papers={papers} onChange={setPapers} error={null} label={t('slip.back')} />
      {papers.length === 0 ? null : (
        <div className="row">
          <TextField label={t('slip.serial')} value={serial} onChange={setSerial} />
          <button
            type="button"
            className="button button-primary"
            disabled={act.isPending}
            onClick={send}
          >
            {t('slip.send')}
          </button>
        </div>
      )}
      {act.error === null ? null : <Refused error={act.error} write />}
    </div>
  )
}
