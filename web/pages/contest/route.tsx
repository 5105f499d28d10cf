import { type ReactElement, useState } from 'react'
import { addressOf } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Refused } from '../../ui/state.tsx'
import { base64Of, type Picture } from '../ledger/photo.ts'
import { PhotoChoice } from '../ledger/photo-choice.tsx'
import type { Contest } from './words.ts'

type Photo = Contest['photos'][number]

/** The stops with what was photographed at each; the desk that holds the tour adds from the telephone. */
export function Route({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [adding, setAdding] = useState<number | null>(null)
  const { setup, photos } = data
  const adds = data.may.write && ['open', 'scored', 'closed', 'published'].includes(data.state)
  const button = (stop: number) => (
    <button
      type="button"
      className="button button-small no-print"
      aria-label={stop === 0 ? t('photo.add') : t('photo.addAt', { n: stop })}
      onClick={() => setAdding(stop)}
    >
      <Icon name="camera" size={16} /> {t('photo.add')}
    </button>
  )
  const loose = photos.filter(({ stop }) => stop === null)
  return (
    <Panel title={t('contest.route')} extra={adds ? button(0) : null}>
      {setup.guide === '' ? null : <p>{asWritten(setup.guide)}</p>}
      {setup.stops.length === 0 ? <p className="muted">{t('contest.noRoute')}</p> : null}
      <ol className="contest-route">
        {setup.stops.map((stop, i) => (
          <li key={`${stop.place}${i}`}>
            <div className="row">
              <span>
                <strong>{asWritten(stop.place)}</strong> {asWritten(stop.look)}{' '}
                {stop.minutes === 0 ? null : (
                  <span className="muted small">
                    {stop.minutes} {t('contest.minutes')}
                  </span>
                )}
              </span>
              {adds ? button(i + 1) : null}
            </div>
            <Photos
              contestId={data.contestId}
              photos={photos.filter((one) => one.stop === i + 1)}
              writes={adds}
            />
          </li>
        ))}
      </ol>
      <Photos contestId={data.contestId} photos={loose} writes={adds} />
      {adding === null ? null : (
        <AddPhotos data={data} stop={adding} close={() => setAdding(null)} />
      )}
    </Panel>
  )
}

function Photos(props: {
  contestId: string
  photos: readonly Photo[]
  writes: boolean
}): ReactElement | null {
  const t = useT()
  const [leaving, setLeaving] = useState<Photo | null>(null)
  const { contestId, photos, writes } = props
  if (photos.length === 0) return null
  return (
    <div className="photo-shown">
      {photos.map((photo) => {
        const { fileId } = photo
        const address = addressOf('readContestPhoto', { contestId, fileId }).url
        const said = [photo.unit?.name ?? '', photo.caption, photo.takenOn ?? '']
          .filter((word) => word !== '')
          .join(' ')
        return (
          <figure key={fileId}>
            <a href={address} target="_blank" rel="noreferrer">
              {photo.mediaType === 'image/heic' ? (
                <Icon name="camera" size={28} />
              ) : (
                <img src={address} alt={said === '' ? photo.name : said} loading="lazy" />
              )}
            </a>
            <figcaption className="muted small">
              {asWritten(said)}{' '}
              {writes ? (
                <button
                  type="button"
                  className="button-link no-print"
                  onClick={() => setLeaving(photo)}
                >
                  {t('photo.withdraw')}
                </button>
              ) : null}
            </figcaption>
          </figure>
        )
      })}
      {leaving === null ? null : (
        <ReasonDialog
          title={t('photo.withdraw')}
          confirm={t('photo.withdraw')}
          verb="withdrawContestPhoto"
          input={(why) => ({ contestId, fileId: leaving.fileId, why })}
          close={() => setLeaving(null)}
        />
      )}
    </div>
  )
}

function AddPhotos(props: { data: Contest; stop: number; close: () => void }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const act = useAct('addContestPhotos')
  const { data, close } = props
  const [stop, setStop] = useState(String(props.stop))
  const [unitId, setUnitId] = useState(data.setup.stops[props.stop - 1]?.unitId ?? '')
  const [takenOn, setTakenOn] = useState<string>(today)
  const [caption, setCaption] = useState('')
  const [pictures, setPictures] = useState<readonly Picture[]>([])
  const send = async (): Promise<void> => {
    const photos = await Promise.all(
      pictures.map(async ({ name, blob }) => ({ name, content: await base64Of(blob) })),
    )
    act.mutate(
      {
        input: {
          contestId: data.contestId,
          stop: stop === '0' ? null : Number(stop),
          unitId: unitId === '' ? null : unitId,
          takenOn,
          caption: caption.trim(),
          photos,
        },
      },
      { onSuccess: close },
    )
  }
  return (
    <Dialog
      open
      onClose={close}
      title={t('photo.add')}
      actions={
        <>
          <button type="button" className="button" onClick={close}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={pictures.length === 0 || pictures.length > 9 || act.isPending}
            onClick={() => void send()}
          >
            {t(act.isPending ? 'photo.sending' : 'photo.send')}
          </button>
        </>
      }
    >
      <div className="stack">
        <PhotoChoice
          pictures={pictures}
          onChange={setPictures}
          words={{
            take: t('photo.take'),
            pick: t('photo.pick'),
            remove: (name) => t('photo.remove', { name }),
          }}
        />
        {pictures.length > 9 ? <p className="muted">{t('photo.most')}</p> : null}
        <Where data={data} stop={stop} unitId={unitId} setStop={setStop} setUnitId={setUnitId} />
        <div className="columns-2">
          <DayField label={t('photo.on')} value={takenOn} max={today} onChange={setTakenOn} />
          <TextField label={t('photo.caption')} value={caption} onChange={setCaption} />
        </div>
        {act.error === null ? null : <Refused error={act.error} write />}
      </div>
    </Dialog>
  )
}

function Where(props: {
  data: Contest
  stop: string
  unitId: string
  setStop: (stop: string) => void
  setUnitId: (id: string) => void
}): ReactElement {
  const t = useT()
  const { data } = props
  const entries = data.entries.filter(({ withdrawnWhy }) => withdrawnWhy === null)
  return (
    <div className="columns-2">
      {data.setup.stops.length === 0 ? null : (
        <SelectField
          label={t('photo.stop')}
          value={props.stop}
          options={[
            { value: '0', label: t('photo.noStop') },
            ...data.setup.stops.map(({ place }, i) => ({
              value: String(i + 1),
              label: `${i + 1}. ${place}`,
            })),
          ]}
          onChange={props.setStop}
        />
      )}
      <SelectField
        label={t('contest.unit')}
        value={props.unitId}
        options={[
          { value: '', label: t('photo.noUnit') },
          ...entries.map(({ unit }) => ({ value: unit.id, label: unit.name })),
        ]}
        onChange={props.setUnitId}
      />
    </div>
  )
}
