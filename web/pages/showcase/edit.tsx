import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { addressOf, type In } from '../../api.ts'
import { useT } from '../../locale/showcase.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { base64Of } from '../ledger/photo.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { InsertFigure } from './insert.tsx'
import { ShownCase } from './shown.tsx'
import type { Case } from './words.ts'
import './showcase.css'

interface Draft {
  readonly title: string
  readonly summary: string
  readonly sections: readonly { readonly heading: string; readonly text: string }[]
  readonly claims: readonly { readonly said: string; readonly source: string }[]
  readonly photos: readonly { readonly fileId: string; readonly caption: string }[]
  readonly reason: string
}

const EMPTY: Draft = {
  title: '',
  summary: '',
  sections: [{ heading: '', text: '' }],
  claims: [],
  photos: [],
  reason: '',
}

/** Writes a case, or a new version of one: texts, numbers from editions, sources of claims, live preview. */
export default function EditShowcase(): ReactElement {
  const { unitId = '', showcaseId = '' } = useParams({ strict: false }) as {
    unitId?: string
    showcaseId?: string
  }
  const read = useRead(
    'readShowcase',
    { unitId, showcaseId },
    { enabled: showcaseId !== '', keep: false },
  )
  if (showcaseId === '') return <NewCase />
  return (
    <div className="page page-wide">
      <Loaded read={read} lines={14}>
        {(one) => (
          <Editor
            key={one.head.version}
            start={{ ...one.manuscript, reason: '' }}
            unit={one.head.unit}
            told={one.manuscript.units}
            one={one}
          />
        )}
      </Loaded>
    </div>
  )
}

const KINDS = ['coop', 'village', 'town'] as const

/** First whose case it is: the own unit, or one below it. */
function NewCase(): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const [kind, setKind] = useState<(typeof KINDS)[number]>('coop')
  const [picked, setPicked] = useState<Picked | null>(null)
  const unit = picked ?? own
  return (
    <div className="page page-wide">
      <Panel title={t('sc.owner')}>
        <div className="showcase-insert">
          <SelectField
            label={t('sc.level')}
            value={kind}
            onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'coop')}
            options={[
              { value: 'coop', label: t('common.coop') },
              { value: 'village', label: t('common.village') },
              { value: 'town', label: t('common.town') },
            ]}
          />
          <UnitPicker label={t('sc.owner')} kind={kind} value={picked} onChange={setPicked} />
        </div>
      </Panel>
      {unit === null ? null : (
        <Editor key={unit.id} start={EMPTY} unit={unit} told={[unit]} one={null} />
      )}
    </div>
  )
}

interface EditorProps {
  readonly start: Draft
  readonly unit: Picked
  readonly told: readonly Picked[]
  readonly one: Case | null
}

type Place = 'summary' | number

function Editor({ start, unit, told, one }: EditorProps): ReactElement {
  const t = useT()
  const go = useGo()
  const [draft, setDraft] = useState<Draft>(start)
  const [place, setPlace] = useState<Place>('summary')
  const change = (next: Partial<Draft>): void => setDraft({ ...draft, ...next })
  const complete =
    [draft.title, draft.summary, draft.reason].every((text) => text.trim() !== '') &&
    draft.sections.every(({ heading, text }) => heading.trim() !== '' && text.trim() !== '')
  const write = useWrite({
    verb: 'saveShowcase',
    input: complete ? inputOf(draft, { unit, told, one }) : null,
    onDone: ({ showcaseId }) => go(paths.showcase(unit.id, showcaseId)),
  })
  const insert = (reference: string): void =>
    place === 'summary'
      ? change({ summary: `${draft.summary}${reference}` })
      : change({
          sections: draft.sections.map((section, i) =>
            i === place ? { ...section, text: `${section.text}${reference}` } : section,
          ),
        })
  const { trial, faults } = write
  return (
    <div onKeyDown={write.onKeyDown} role="presentation">
      <PageHead
        title={one === null ? t('sc.new') : `${t('sc.edit')} · ${one.head.title}`}
        sentence={asWritten(unit.name)}
        trail={[{ key: 'list', node: <Go to={paths.showcases()}>{t('sc.title')}</Go> }]}
      />
      <div className="showcase-edit">
        <div>
          <Texts draft={draft} change={change} focus={setPlace} faults={faults} />
          <InsertFigure
            units={[unit, ...told.filter(({ id }) => id !== unit.id)]}
            place={place === 'summary' ? t('sc.summary') : t('sc.section', { n: place + 1 })}
            insert={insert}
          />
          <Claims draft={draft} change={change} said={trial.data?.flags ?? []} />
          <Photos draft={draft} change={change} one={one} unitId={unit.id} />
          <TextField
            label={t('sc.reason')}
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            error={faults.at('reason')}
            required
          />
          <RefusedRest error={write.error} faults={faults} />
          <button
            type="button"
            className="button button-primary"
            disabled={!write.ready}
            onClick={write.submit}
          >
            {t('sc.save')}
          </button>
        </div>
        <Preview shown={trial.data?.shown} photo={(id) => photoAddress(unit.id, one, id)} />
      </div>
    </div>
  )
}

function Preview(props: {
  shown: Case['shown'] | undefined
  photo: (fileId: string) => string
}): ReactElement {
  const t = useT()
  return (
    <Panel title={t('sc.preview')}>
      {props.shown === undefined ? (
        <p className="muted">{t('sc.previewWait')}</p>
      ) : (
        <ShownCase shown={props.shown} heading photo={props.photo} />
      )}
    </Panel>
  )
}

const photoAddress = (unitId: string, one: Case | null, fileId: string): string =>
  addressOf('readShowcasePhoto', { unitId, showcaseId: one?.head.showcaseId ?? '', fileId }).url

function inputOf(draft: Draft, of: Omit<EditorProps, 'start'>): In<'saveShowcase'> {
  return {
    unitId: of.unit.id,
    ...(of.one === null ? {} : { showcaseId: of.one.head.showcaseId }),
    title: draft.title,
    summary: draft.summary,
    unitIds: of.told.map(({ id }) => id),
    sections: draft.sections.map((section) => ({ ...section })),
    claims: draft.claims.filter(({ source }) => source.trim() !== ''),
    photos: draft.photos.map((photo) => ({ ...photo })),
    reason: draft.reason,
  }
}

interface PartProps {
  readonly draft: Draft
  readonly change: (next: Partial<Draft>) => void
}

function Texts(
  props: PartProps & { focus: (place: Place) => void; faults: FaultBook },
): ReactElement {
  const t = useT()
  const { draft, change, focus, faults } = props
  const section = (at: number, next: Partial<Draft['sections'][number]>): void =>
    change({
      sections: draft.sections.map((one, i) => (i === at ? { ...one, ...next } : one)),
    })
  return (
    <>
      <TextField
        label={t('sc.name')}
        value={draft.title}
        onChange={(title) => change({ title })}
        error={faults.at('title')}
        required
      />
      <div onFocus={() => focus('summary')}>
        <TextArea
          label={t('sc.summary')}
          value={draft.summary}
          onChange={(summary) => change({ summary })}
          error={faults.at('summary')}
          required
        />
      </div>
      {draft.sections.map((one, i) => (
        <fieldset key={i} className="showcase-section" onFocus={() => focus(i)}>
          <legend>{t('sc.section', { n: i + 1 })}</legend>
          <TextField
            label={t('sc.heading')}
            value={one.heading}
            onChange={(heading) => section(i, { heading })}
            error={faults.at(`sections[${i}].heading`)}
            required
          />
          <TextArea
            label={t('sc.text')}
            rows={6}
            value={one.text}
            onChange={(text) => section(i, { text })}
            error={faults.at(`sections[${i}].text`)}
            required
          />
          {draft.sections.length === 1 ? null : (
            <button
              type="button"
              className="button button-small"
              onClick={() => change({ sections: draft.sections.filter((_, at) => at !== i) })}
            >
              {t('sc.removeSection')}
            </button>
          )}
        </fieldset>
      ))}
      <button
        type="button"
        className="button"
        onClick={() => change({ sections: [...draft.sections, { heading: '', text: '' }] })}
      >
        <Icon name="add" /> {t('sc.addSection')}
      </button>
    </>
  )
}

/** Each typed amount asks for its source until it has one. */
function Claims(
  props: PartProps & { said: readonly { readonly said: string }[] },
): ReactElement | null {
  const t = useT()
  const { draft, change } = props
  const all = [
    ...new Set([...draft.claims.map(({ said }) => said), ...props.said.map((f) => f.said)]),
  ]
  if (all.length === 0) return null
  const sourceOf = (said: string): string =>
    draft.claims.find((claim) => claim.said === said)?.source ?? ''
  const missing = all.filter((said) => sourceOf(said).trim() === '')
  return (
    <Panel title={t('sc.claims')}>
      {missing.length === 0 ? null : (
        <Notice tone="depends">
          {t('sc.must', { list: missing.map((said) => `“${said}”`).join('、') })}
        </Notice>
      )}
      {all.map((said) => (
        <TextField
          key={said}
          label={t('sc.claimSource', { said })}
          value={sourceOf(said)}
          onChange={(source) =>
            change({
              claims: [
                ...draft.claims.filter((claim) => claim.said !== said),
                ...(source === '' ? [] : [{ said, source }]),
              ],
            })
          }
        />
      ))}
    </Panel>
  )
}

function Photos(props: PartProps & { one: Case | null; unitId: string }): ReactElement {
  const t = useT()
  const { draft, change, one, unitId } = props
  const act = useAct('addShowcasePhoto')
  const add = async (file: File): Promise<void> => {
    if (one === null) return
    const { showcaseId } = one.head
    const content = await base64Of(file)
    const { fileId } = await act.mutateAsync({
      input: { unitId, showcaseId, name: file.name, content },
    })
    change({ photos: [...draft.photos, { fileId, caption: '' }] })
  }
  return (
    <Panel title={t('sc.photos')}>
      {one === null ? (
        <p className="muted">{t('sc.photoAfter')}</p>
      ) : (
        <label className="button">
          <Icon name="camera" /> {t('sc.addPhoto')}
          <input
            type="file"
            accept="image/jpeg,image/png"
            className="visually-hidden"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file !== undefined) void add(file).catch(() => undefined)
            }}
          />
        </label>
      )}
      {act.error === null ? null : <Refused error={act.error} write />}
      <div className="showcase-photos">
        {draft.photos.map((photo, i) => (
          <figure key={photo.fileId}>
            <img src={photoAddress(unitId, one, photo.fileId)} alt={photo.caption} />
            <TextField
              label={t('sc.caption')}
              value={photo.caption}
              onChange={(caption) =>
                change({
                  photos: draft.photos.map((each, at) => (at === i ? { ...each, caption } : each)),
                })
              }
            />
            <button
              type="button"
              className="button button-small"
              onClick={() => change({ photos: draft.photos.filter((_, at) => at !== i) })}
            >
              {t('sc.removePhoto')}
            </button>
          </figure>
        ))}
      </div>
    </Panel>
  )
}
