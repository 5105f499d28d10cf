import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { Charter } from './charter-words.ts'
import { DraftMeeting } from './meetings.tsx'

type Read = Out<'readCharter'>
type OwnClauses = Read['ownClauses']

interface ActProps {
  readonly data: Read
  readonly parameters: Charter
  readonly own: OwnClauses
  readonly touched: boolean
}

/** What can be done with what is shown: kept, put to a vote, put into force, printed. */
export function CharterActs({ data, parameters, own, touched }: ActProps): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<'save' | 'adopt' | 'found' | 'agenda' | null>(null)
  const { shown, coopId } = data
  const close = (): void => setAct(null)
  const draft = shown?.state === 'draft' && !touched
  const print = (format: 'pdf' | 'docx') => () =>
    void download('printCharter', {
      coopId,
      format,
      ...(shown === null ? {} : { charterId: shown.charterId }),
    })
  return (
    <>
      {may('draftCharter') && (touched || shown === null) ? (
        <button type="button" className="button button-primary" onClick={() => setAct('save')}>
          {t('c.save')}
        </button>
      ) : null}
      {may('adoptCharter') && draft ? (
        <>
          <button type="button" className="button" onClick={() => setAct('agenda')}>
            {t('c.toAgenda')}
          </button>
          <button type="button" className="button button-primary" onClick={() => setAct('adopt')}>
            {t('c.adopt')}
          </button>
          {data.current === null ? (
            <button type="button" className="button" onClick={() => setAct('found')}>
              {t('c.asFound')}
            </button>
          ) : null}
        </>
      ) : null}
      <button type="button" className="button" onClick={print('pdf')}>
        {t('c.print')} PDF
      </button>
      <button type="button" className="button" onClick={print('docx')}>
        {t('c.print')} Word
      </button>
      {act === 'save' ? <SaveDialog {...{ coopId, parameters, own, close }} /> : null}
      {act === 'adopt' && shown !== null ? (
        <AdoptDialog coopId={coopId} charterId={shown.charterId} close={close} />
      ) : null}
      {act === 'found' && shown !== null ? (
        <FoundDialog coopId={coopId} charterId={shown.charterId} close={close} />
      ) : null}
      {act === 'agenda' && shown !== null ? (
        <DraftMeeting
          coop={{ id: coopId, name: data.coopName }}
          matters={[
            {
              matter: 'charter_amendment',
              title: `修改章程(第${shown.version}版)`,
              subject: { kind: 'charter', id: shown.charterId },
            },
          ]}
          close={close}
        />
      ) : null}
    </>
  )
}

function SaveDialog(props: {
  coopId: string
  parameters: Charter
  own: OwnClauses
  close: () => void
}): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const [note, setNote] = useState('')
  const { coopId, parameters, own, close } = props
  return (
    <WriteDialog
      title={t('c.save')}
      confirm={t('c.save')}
      verb="draftCharter"
      input={{ coopId, parameters, ownClauses: own, note }}
      close={close}
      onDone={() => change({ version: undefined })}
    >
      {() => <TextField label={t('c.note')} value={note} onChange={setNote} />}
    </WriteDialog>
  )
}

interface AdoptProps {
  readonly coopId: string
  readonly charterId: string
  readonly close: () => void
}

function AdoptDialog({ coopId, charterId, close }: AdoptProps): ReactElement {
  const t = useT()
  const found = useRead('listResolutions', {
    unitId: coopId,
    subjectId: charterId,
    carried: 'true',
    limit: 10,
  })
  const rows = found.data?.rows ?? []
  const [chosen, setChosen] = useState('')
  const resolutionId = chosen === '' ? rows[0]?.resolutionId : chosen
  return (
    <WriteDialog
      title={t('c.adopt')}
      confirm={t('c.adopt')}
      verb="adoptCharter"
      input={resolutionId === undefined ? null : { coopId, charterId, resolutionId }}
      close={close}
      onDone={() => undefined}
    >
      {() =>
        rows.length === 0 ? (
          <Notice tone="info">{t('c.noResolution')}</Notice>
        ) : (
          <SelectField
            label={t('c.resolution')}
            value={resolutionId ?? ''}
            onChange={setChosen}
            options={rows.map((row) => ({
              value: row.resolutionId,
              label: `${row.number} ${row.title}`,
            }))}
          />
        )
      }
    </WriteDialog>
  )
}

function FoundDialog({ coopId, charterId, close }: AdoptProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [adoptedOn, setAdoptedOn] = useState('')
  const [document, setDocument] = useState('')
  return (
    <WriteDialog
      title={t('c.asFound')}
      confirm={t('c.asFound')}
      verb="adoptCharter"
      input={
        adoptedOn === '' || document.trim() === ''
          ? null
          : { coopId, charterId, asFound: { adoptedOn, document } }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <DayField
            label={t('c.adoptedOn')}
            value={adoptedOn}
            onChange={setAdoptedOn}
            max={clock.today}
          />
          <TextField label={t('c.document')} value={document} onChange={setDocument} />
        </>
      )}
    </WriteDialog>
  )
}
