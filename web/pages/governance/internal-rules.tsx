import { type ReactElement, useId, useState } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { RULE_KINDS, type RuleKind } from './words.ts'

type Complete = Out<'listRuleCompleteness'>['rows'][number]

function useCompletenessColumns(): readonly Column<Complete>[] {
  const t = useT()
  return [
    {
      key: 'coop',
      title: t('gov.coop'),
      cell: (row) => (
        <Go to={paths.coop(row.coopId, { tab: 'people' })}>{asWritten(row.coopName)}</Go>
      ),
      text: (row) => row.coopName,
    },
    {
      key: 'town',
      title: t('common.town'),
      cell: (row) => row.townName,
      text: (row) => row.townName,
    },
    {
      key: 'charter',
      title: t('i.charter'),
      cell: (row) =>
        row.charterOn === null ? (
          <Go to={paths.charter(row.coopId)}>{t('i.noCharter')}</Go>
        ) : (
          <Go to={paths.charter(row.coopId)}>{row.charterOn}</Go>
        ),
      text: (row) => row.charterOn ?? '',
    },
    {
      key: 'missing',
      title: t('i.missing'),
      cell: (row) =>
        row.missing.length === 0 ? (
          <Tag tone="pass">{t('i.complete')}</Tag>
        ) : (
          <span className="gov-missing">
            {t('i.missingOf', { n: row.missing.length })}{' '}
            <span className="muted small">
              {row.missing.map((kind) => say(RULE_KINDS[kind])).join(comma())}
            </span>
          </span>
        ),
      text: (row) => row.missing.join(' '),
    },
  ]
}

/** Which co-ops have a charter and the whole set of internal rules (R62). */
export function Completeness(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listRuleCompleteness', {
    unitId: search['unitId'],
    lacking: search['lacking'] === 'true' ? 'true' : 'false',
    limit,
    offset,
  })
  return (
    <div className="stack">
      {list.data === undefined ? null : <p>{t('i.list', list.data)}</p>}
      <DataTable
        name="rule-completeness"
        label={t('gov.tab.rules')}
        columns={useCompletenessColumns()}
        rows={list.data?.rows}
        rowKey={(row) => row.coopId}
        error={list.error}
        retry={() => void list.refetch()}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        filters={
          <>
            <FilterSelect
              name="lacking"
              label={t('i.missing')}
              options={[{ value: 'true', label: t('i.lacking') }]}
            />
            <ClearFilters names={['lacking', 'unitId']} />
          </>
        }
      />
    </div>
  )
}

/** A co-op's internal rules: what there is, by which decision, and what is missing. */
export function InternalRules({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const [adding, setAdding] = useState<RuleKind | null>(null)
  const read = useRead('readInternalRules', { coopId })
  return (
    <Loaded read={read}>
      {({ rules, missing, required }) => (
        <Panel
          title={t('i.title')}
          hint={
            missing.length === 0
              ? t('i.complete')
              : t('i.sentence', { required: required.length, missing: missing.length })
          }
          extra={
            may('adoptInternalRule') ? (
              <button
                type="button"
                className="button"
                onClick={() => setAdding(missing[0] ?? 'other')}
              >
                {t('i.add')}
              </button>
            ) : null
          }
        >
          <ul className="plain-list">
            {rules
              .filter(({ current }) => current)
              .map((rule) => (
                <li key={rule.ruleId}>
                  <Tag tone="pass">{say(RULE_KINDS[rule.kind])}</Tag> {asWritten(rule.title)}{' '}
                  <span className="muted small">
                    {rule.adoptedOn} {asWritten(rule.document)}
                  </span>{' '}
                  {rule.fileName === null ? null : (
                    <button
                      type="button"
                      className="button-link"
                      onClick={() =>
                        void download('readInternalRuleFile', { coopId, ruleId: rule.ruleId })
                      }
                    >
                      {asWritten(rule.fileName)}
                    </button>
                  )}
                </li>
              ))}
            {missing.map((kind) => (
              <li key={kind}>
                <Tag tone="depends">{t('i.missing')}</Tag> {say(RULE_KINDS[kind])}
              </li>
            ))}
          </ul>
          {adding === null ? null : (
            <AddRule coopId={coopId} kind={adding} close={() => setAdding(null)} />
          )}
        </Panel>
      )}
    </Loaded>
  )
}

interface Filled {
  readonly coopId: string
  readonly kind: RuleKind
  readonly title: string
  readonly body: string
  readonly document: string
  readonly resolutionId: string
  readonly adoptedOn: string
  readonly file: Scan
}

function inputOf(filled: Filled): In<'adoptInternalRule'> | null {
  const { resolutionId, adoptedOn, file, ...rest } = filled
  const byResolution = resolutionId !== ''
  const written = rest.body.trim() !== '' || file !== undefined
  if (!written || (!byResolution && rest.document.trim() === '')) return null
  return {
    ...rest,
    ...(file === undefined ? {} : { file }),
    ...(byResolution ? { resolutionId } : { adoptedOn }),
  }
}

function AddRule(props: { coopId: string; kind: RuleKind; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { coopId, close } = props
  const [kind, setKind] = useState(props.kind)
  const [form, setForm] = useState({ title: '', body: '', document: '', resolutionId: '' })
  const [adoptedOn, setAdoptedOn] = useState(clock.today)
  const [file, setFile] = useState<Scan>(undefined)
  const title = form.title.trim() === '' ? RULE_KINDS[kind].zh : form.title
  const set = (key: keyof typeof form) => (value: string) => setForm({ ...form, [key]: value })
  const byResolution = form.resolutionId !== ''
  return (
    <WriteDialog
      wide
      title={t('i.add')}
      confirm={t('i.add')}
      verb="adoptInternalRule"
      input={inputOf({ coopId, kind, ...form, title, adoptedOn, file })}
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <div className="gov-form">
            <SelectField
              label={t('i.kind')}
              value={kind}
              onChange={(value) => setKind(value as RuleKind)}
              options={Object.entries(RULE_KINDS).map(([value, label]) => ({
                value,
                label: say(label),
              }))}
            />
            <TextField
              label={t('i.name')}
              value={form.title}
              placeholder={title}
              onChange={set('title')}
            />
            <ByResolution
              coopId={coopId}
              value={form.resolutionId}
              onChange={set('resolutionId')}
            />
            {byResolution ? null : (
              <>
                <DayField
                  label={t('i.adoptedOn')}
                  value={adoptedOn}
                  onChange={setAdoptedOn}
                  max={clock.today}
                />
                <TextField
                  label={t('i.document')}
                  value={form.document}
                  onChange={set('document')}
                />
              </>
            )}
          </div>
          <TextArea label={t('i.body')} value={form.body} onChange={set('body')} rows={8} />
          <ScanField onPick={setFile} />
        </>
      )}
    </WriteDialog>
  )
}

/** The carried resolution on internal rules by which one was adopted. */
function ByResolution(props: {
  coopId: string
  value: string
  onChange: (id: string) => void
}): ReactElement {
  const t = useT()
  const resolutions = useRead('listResolutions', {
    unitId: props.coopId,
    matter: 'internal_rules',
    carried: 'true',
    limit: 50,
  })
  return (
    <SelectField
      label={t('res.number')}
      value={props.value}
      placeholder="—"
      onChange={props.onChange}
      options={(resolutions.data?.rows ?? []).map((row) => ({
        value: row.resolutionId,
        label: `${row.number} ${row.title}`,
      }))}
    />
  )
}

type Scan = In<'adoptInternalRule'>['file']

function ScanField({ onPick }: { onPick: (file: Scan) => void }): ReactElement {
  const t = useT()
  const field = useId()
  const pick = async (files: FileList | null): Promise<void> => {
    const [picture] = files === null ? [] : await picturesOf(files)
    if (picture === undefined) return
    onPick({ name: picture.name, content: await base64Of(picture.blob) })
  }
  return (
    <div className="field">
      <label htmlFor={field}>{t('i.file')}</label>
      <input
        id={field}
        type="file"
        accept="image/*,application/pdf,.ofd"
        onChange={(event) => void pick(event.target.files)}
      />
    </div>
  )
}
