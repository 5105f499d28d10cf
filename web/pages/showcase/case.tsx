import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { addressOf, download, type In } from '../../api.ts'
import { useT } from '../../locale/showcase.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { StateTag } from './list.tsx'
import { ShownCase } from './shown.tsx'
import type { Case } from './words.ts'
import './showcase.css'

type Act = In<'actOnShowcase'>['act']
const ACTS = ['check', 'publish', 'return', 'withdraw'] as const

/** One case: its text with every number a door, what may be done with it, and how it came about. */
export default function ShowcasePage(): ReactElement {
  const { unitId = '', showcaseId = '' } = useParams({ strict: false }) as {
    unitId?: string
    showcaseId?: string
  }
  const read = useRead('readShowcase', { unitId, showcaseId })
  return (
    <div className="page">
      <Loaded read={read} lines={14}>
        {(one) => <Body one={one} />}
      </Loaded>
    </div>
  )
}

function Body({ one }: { one: Case }): ReactElement {
  const t = useT()
  const [act, setAct] = useState<Act | null>(null)
  const { head } = one
  const of = { unitId: head.unit.id, showcaseId: head.showcaseId }
  return (
    <>
      <PageHead
        title={asWritten(head.title)}
        trail={[{ key: 'list', node: <Go to={paths.showcases()}>{t('sc.title')}</Go> }]}
        marks={<StateTag state={head.state} />}
        sentence={
          <>
            {asWritten(one.shown.units.join('、'))} · {t('sc.version', { n: one.version })}
            {head.number === null ? '' : ` · ${head.number}`}
          </>
        }
        actions={<Buttons one={one} act={setAct} />}
      />
      <Verdict of={of} />
      {one.flags.length === 0 ? null : (
        <Notice tone="depends">
          {t('sc.must', { list: one.flags.map(({ said }) => `“${said}”`).join('、') })}
        </Notice>
      )}
      <ShownCase
        shown={one.shown}
        photo={(fileId) => addressOf('readShowcasePhoto', { ...of, fileId }).url}
      />
      <Panel title={t('sc.history')}>
        <ol className="showcase-history">
          {one.events.map((event, i) => (
            <li key={i}>
              <span className="muted nowrap">{event.on}</span> {t(`sc.act.${event.act}`)}{' '}
              {t('sc.version', { n: event.version })} · {asWritten(event.by)}
              {event.said === '' ? null : ` · ${event.said}`}
            </li>
          ))}
        </ol>
      </Panel>
      {act === null ? null : <ActDialog one={one} act={act} close={() => setAct(null)} />}
    </>
  )
}

function Buttons({ one, act }: { one: Case; act: (act: Act) => void }): ReactElement {
  const t = useT()
  const { head, open } = one
  const of = { unitId: head.unit.id, showcaseId: head.showcaseId }
  return (
    <>
      {(['pdf', 'docx'] as const).map((format) => (
        <button
          key={format}
          type="button"
          className="button"
          onClick={() => void download('printShowcase', { ...of, format })}
        >
          <Icon name={format === 'pdf' ? 'print' : 'export'} />{' '}
          {t(format === 'pdf' ? 'sc.print' : 'sc.word')}
        </button>
      ))}
      {open.includes('write') ? (
        <Go to={paths.editShowcase(of.unitId, of.showcaseId)} className="button">
          <Icon name="edit" /> {t('sc.edit')}
        </Go>
      ) : null}
      {ACTS.filter((each) => open.includes(each)).map((each) => (
        <button
          key={each}
          type="button"
          className={each === 'check' || each === 'publish' ? 'button button-primary' : 'button'}
          onClick={() => act(each)}
        >
          {t(`sc.act.${each}`)}
        </button>
      ))}
    </>
  )
}

/** Whether text and numbers are still those that were kept. */
function Verdict({ of }: { of: { unitId: string; showcaseId: string } }): ReactElement | null {
  const t = useT()
  const { data } = useRead('verifyShowcase', of)
  if (data === undefined) return null
  return data.holds ? (
    <p className="muted small">
      <Icon name="check" /> {t('sc.verified', { n: data.figures.length })}{' '}
      <code title={data.sha256}>{data.sha256.slice(0, 16)}</code>
    </p>
  ) : (
    <Notice tone="fail">
      {t('sc.broken', { n: data.figures.filter(({ holds }) => !holds).length })}
    </Notice>
  )
}

function ActDialog(props: { one: Case; act: Act; close: () => void }): ReactElement {
  const t = useT()
  const { one, act } = props
  const [said, setSaid] = useState('')
  const must = act === 'return' || act === 'withdraw'
  const input: In<'actOnShowcase'> = {
    unitId: one.head.unit.id,
    showcaseId: one.head.showcaseId,
    version: one.version,
    act,
    said,
  }
  return (
    <WriteDialog
      verb="actOnShowcase"
      input={must && said.trim() === '' ? null : input}
      title={t(`sc.act.${act}`)}
      confirm={t(`sc.act.${act}`)}
      danger={act === 'withdraw'}
      close={props.close}
      onDone={props.close}
    >
      {(faults) => (
        <>
          <p className="muted">{t(`sc.actHint.${act}`)}</p>
          <TextField
            label={t('sc.said')}
            value={said}
            onChange={setSaid}
            error={faults.at('said')}
            required={must}
          />
        </>
      )}
    </WriteDialog>
  )
}
