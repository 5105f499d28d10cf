import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import './founding.css'

type Founding = NonNullable<Out<'readUnionFounding'>['founding']>

/** Where the founding of a union stands: its steps, and which co-op's assembly has resolved to join. */
export function UnionFounding({ unionId }: { unionId: string }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const read = useRead('readUnionFounding', { unionId }, { enabled: may('readUnionFounding') })
  const [before, setBefore] = useState<string | null>(null)
  const founding = read.data?.founding
  if (founding === undefined || founding === null) return null
  const running = founding.state === 'running' && may('putUnionBefore')
  const isOpen = (step: string): boolean =>
    founding.steps.some(({ key, status }) => key === step && status === 'open')
  return (
    <Panel
      title={t('ufound.founding')}
      extra={
        <Go to={paths.case(founding.caseId)}>{t('project.case', { number: founding.number })}</Go>
      }
    >
      <p className="row">
        {founding.steps.map((step) => (
          <Tag key={step.key} {...toneOf(step.status)}>
            {say(step.title)}
          </Tag>
        ))}
      </p>
      <ul className="plain-list paper-list">
        {founding.members.map(({ coop, resolution }) => (
          <li key={coop.id}>
            <Go to={paths.coop(coop.id)}>{asWritten(coop.name)}</Go>
            {resolution !== null ? (
              <Tag tone="pass">
                {t('ufound.resolved', { day: resolution.decidedOn, number: resolution.number })}
              </Tag>
            ) : running && isOpen('resolutions') ? (
              <button type="button" className="button" onClick={() => setBefore(coop.id)}>
                {t('ufound.put')}
              </button>
            ) : (
              <Tag tone="depends">{t('ufound.unresolved')}</Tag>
            )}
          </li>
        ))}
      </ul>
      {running && isOpen('assembly') ? (
        <p>
          <button type="button" className="button" onClick={() => setBefore(unionId)}>
            {t('ufound.assembly')}
          </button>
        </p>
      ) : null}
      {before === null ? null : (
        <PutBefore unionId={unionId} coopId={before} close={() => setBefore(null)} />
      )}
    </Panel>
  )
}

const toneOf = (status: Founding['steps'][number]['status']) =>
  status === 'done'
    ? { tone: 'pass' as const }
    : status === 'open'
      ? { tone: 'accent' as const }
      : {}

/** Drafts the meeting that decides; notice is given on its own page. */
function PutBefore(props: { unionId: string; coopId: string; close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const [heldOn, setHeldOn] = useState<string>(clock.today)
  const [startsAt, setStartsAt] = useState('09:00')
  const [place, setPlace] = useState('')
  const { unionId, coopId } = props
  return (
    <WriteDialog
      title={t(coopId === unionId ? 'ufound.assembly' : 'ufound.put')}
      confirm={t('ufound.draft')}
      verb="putUnionBefore"
      input={
        heldOn === '' || place.trim() === ''
          ? null
          : { unionId, coopId, heldOn, startsAt: startsAt.trim(), place: place.trim() }
      }
      close={props.close}
      onDone={({ meetingId }) => go(paths.meeting(meetingId))}
    >
      {(faults) => (
        <>
          <p className="muted">{t('ufound.putHint')}</p>
          <DayField
            label={t('ufound.heldOn')}
            value={heldOn}
            min={clock.today}
            onChange={setHeldOn}
          />
          <TextField
            label={t('ufound.startsAt')}
            value={startsAt}
            error={faults.at('startsAt')}
            onChange={setStartsAt}
          />
          <TextField
            label={t('ufound.place')}
            value={place}
            error={faults.at('place')}
            onChange={setPlace}
          />
        </>
      )}
    </WriteDialog>
  )
}
