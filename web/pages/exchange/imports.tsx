import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { Go, useGo } from '../../navigation.tsx'
import { useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Refused } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import './exchange.css'

type Row = Out<'listImports'>['imports'][number]

const MAX_BYTES = 12 * 1024 * 1024

/** Registers out of files: the upload, and what was imported so far. */
export default function Imports(): ReactElement {
  const t = useT()
  const { limit, offset } = usePage()
  const list = useRead('listImports', { limit, offset })
  return (
    <div className="page">
      <PageHead
        title={t('imports.title')}
        sentence={t('imports.sentence')}
        actions={
          <>
            <button
              type="button"
              className="button"
              onClick={() => void download('importTemplate', { format: 'xlsx' })}
            >
              <Icon name="export" /> {t('imports.template')}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => void download('importTemplate', { format: 'xlsx', several: 'true' })}
            >
              <Icon name="export" /> {t('imports.templateSeveral')}
            </button>
          </>
        }
      />
      <Upload />
      <Panel title={t('imports.history')}>
        <DataTable
          name="imports"
          label={t('imports.history')}
          columns={columnsOf(t)}
          rows={list.data?.imports}
          rowKey={(row) => row.id}
          error={list.error}
          retry={() => void list.refetch()}
          {...(list.data === undefined ? {} : { total: list.data.total })}
          empty={<Empty title={t('imports.none')} />}
        />
      </Panel>
    </div>
  )
}

/** The file's bytes in base64, without the data URL's head. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.onerror = () => reject(reader.error ?? new Error('unreadable file'))
    reader.readAsDataURL(file)
  })
}

function Upload(): ReactElement {
  const t = useT()
  const go = useGo()
  const act = useAct('uploadRegister')
  const units = useOwnUnits()
  const [unitId, setUnitId] = useState(units[0]?.id ?? '')
  const [coop, setCoop] = useState<Picked | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const target = unitId === '' ? (coop?.id ?? '') : unitId
  const tooLarge = file !== null && file.size > MAX_BYTES
  const upload = async (): Promise<void> => {
    if (file === null || target === '') return
    const content = await base64Of(file)
    act.mutate(
      { input: { unitId: target, fileName: file.name, content } },
      { onSuccess: (answer) => go(paths.import(answer.importId)) },
    )
  }
  return (
    <Panel title={t('imports.new')}>
      <div className="columns-2">
        <div className="stack">
          <SelectField
            label={t('imports.unit')}
            hint={t('imports.unitHint')}
            value={unitId}
            onChange={setUnitId}
            options={[
              ...units.map((unit) => ({ value: unit.id, label: unit.name })),
              { value: '', label: t('imports.unitCoop') },
            ]}
          />
          {unitId === '' ? (
            <UnitPicker label={t('common.coop')} kind="coop" value={coop} onChange={setCoop} />
          ) : null}
        </div>
        <div className="stack">
          <FileDrop file={file} onFile={setFile} />
          {tooLarge ? <p className="field-error">{t('imports.tooLarge')}</p> : null}
          {act.error === null ? null : <Refused error={act.error} write />}
          <div>
            <button
              type="button"
              className="button button-primary"
              disabled={file === null || tooLarge || target === '' || act.isPending}
              onClick={() => void upload()}
            >
              {t('imports.upload')}
            </button>
          </div>
        </div>
      </div>
    </Panel>
  )
}

/** The units one's grants are bound to, each once. */
function useOwnUnits(): readonly Picked[] {
  const me = useMe()
  const units = new Map<string, Picked>()
  for (const { unit } of me.grants) if (unit !== null) units.set(unit.id, unit)
  return Array.from(units.values())
}

function FileDrop(props: { file: File | null; onFile: (file: File | null) => void }): ReactElement {
  const t = useT()
  const [over, setOver] = useState(false)
  return (
    <label
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        props.onFile(event.dataTransfer.files[0] ?? null)
      }}
    >
      <Icon name="import" size={24} />
      <span>{props.file === null ? t('imports.drop') : props.file.name}</span>
      <span className="muted small">{t('imports.file')}</span>
      <input
        type="file"
        className="visually-hidden"
        accept=".xlsx,.csv,text/csv"
        onChange={(event) => props.onFile(event.target.files?.[0] ?? null)}
      />
    </label>
  )
}

function columnsOf(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'fileName',
      title: t('imports.fileName'),
      cell: (row) => <Go to={paths.import(row.id)}>{row.fileName}</Go>,
      text: (row) => row.fileName,
    },
    {
      key: 'status',
      title: t('imports.status'),
      cell: (row) => (
        <Tag {...(row.status === 'confirmed' ? { tone: 'pass' as const } : {})}>
          {t(`imports.status.${row.status}`)}
        </Tag>
      ),
      text: (row) => t(`imports.status.${row.status}`),
    },
    {
      key: 'counts',
      title: t('imports.counts'),
      right: true,
      cell: (row) => `${row.counts.members} / ${row.counts.added} / ${row.counts.errors}`,
      text: (row) => `${row.counts.members} / ${row.counts.added} / ${row.counts.errors}`,
    },
    {
      key: 'uploadedAt',
      title: t('imports.uploadedAt'),
      cell: (row) => showInstant(row.uploadedAt),
      text: (row) => showInstant(row.uploadedAt),
    },
    {
      key: 'uploadedBy',
      title: t('imports.uploadedBy'),
      cell: (row) => row.uploadedBy,
      text: (row) => row.uploadedBy,
    },
  ]
}
