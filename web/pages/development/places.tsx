import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { csvOf, saveText } from '../../ui/csv.ts'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { TextField } from '../../ui/field.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { CsvFaults, CsvField, type CsvFile } from '../registry/csv-file.tsx'
import { useWrite, WriteDialog } from '../registry/write-dialog.tsx'

type Row = Out<'listPlaces'>['rows'][number]

/** Where villages and co-ops are: entered one by one or by file; a co-op without a place stands at its village. */
export function Places(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [one, setOne] = useState<Row | null>(null)
  const [loading, setLoading] = useState(false)
  const list = useRead('listPlaces', {
    kind: search['kind'] as Row['kind'] | undefined,
    missing: search['missing'] === 'true' ? 'true' : 'false',
    q: search['q'],
    limit,
    offset,
  })
  const { data } = list
  return (
    <Panel
      title={t('place.title')}
      hint={
        data === undefined
          ? '…'
          : t('place.hint', {
              villages: `${data.villages.placed}/${data.villages.all}`,
              coops: `${data.coops.placed}/${data.coops.all}`,
            })
      }
      extra={
        may('importPlaces') ? (
          <button type="button" className="button" onClick={() => setLoading(!loading)}>
            {t('place.import')}
          </button>
        ) : undefined
      }
    >
      {loading ? <ImportPlaces close={() => setLoading(false)} rows={data?.rows ?? []} /> : null}
      <DataTable
        name="places"
        label={t('place.title')}
        columns={useColumns(may('savePlace') ? setOne : null)}
        rows={data?.rows}
        rowKey={(row) => row.unit.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('place.none')} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="kind"
              label={t('place.kind')}
              options={[
                { value: 'village', label: t('common.village') },
                { value: 'coop', label: t('common.coop') },
              ]}
            />
            <FilterSelect
              name="missing"
              label={t('place.state')}
              options={[{ value: 'true', label: t('place.missing') }]}
            />
            <FilterText name="q" label={t('place.find')} />
            <ClearFilters names={['kind', 'missing', 'q']} />
          </>
        }
      />
      {one === null ? null : <EditPlace row={one} close={() => setOne(null)} />}
    </Panel>
  )
}

function useColumns(edit: ((row: Row) => void) | null): readonly Column<Row>[] {
  const t = useT()
  const kinds = { village: t('common.village'), coop: t('common.coop') }
  return [
    {
      key: 'unit',
      title: t('place.unit'),
      cell: (row) => (
        <>
          {asWritten(row.unit.name)}{' '}
          <span className="muted small">{asWritten(row.town ?? '')}</span>
        </>
      ),
      text: (row) => row.unit.name,
    },
    {
      key: 'kind',
      title: t('place.kind'),
      cell: (row) => kinds[row.kind],
      text: (row) => kinds[row.kind],
    },
    {
      key: 'at',
      title: t('place.at'),
      cell: (row) =>
        row.latitude === null ? (
          <Tag tone="depends">{t('place.missing')}</Tag>
        ) : (
          <span className="num nowrap">
            {row.latitude}, {row.longitude}
          </span>
        ),
      text: (row) => `${row.latitude ?? ''} ${row.longitude ?? ''}`,
    },
    {
      key: 'source',
      title: t('border.source'),
      cell: (row) => (
        <span className="small">
          {asWritten(row.source ?? '')} <span className="muted">{row.on ?? ''}</span>
        </span>
      ),
      text: (row) => row.source ?? '',
    },
    {
      key: 'act',
      title: '',
      cell: (row) =>
        edit === null ? null : (
          <button type="button" className="button button-small" onClick={() => edit(row)}>
            {t(row.latitude === null ? 'place.set' : 'common.edit')}
          </button>
        ),
      text: () => '',
    },
  ]
}

function EditPlace({ row, close }: { row: Row; close: () => void }): ReactElement {
  const t = useT()
  const [latitude, setLatitude] = useState(row.latitude ?? '')
  const [longitude, setLongitude] = useState(row.longitude ?? '')
  const [source, setSource] = useState(row.source ?? '')
  const filled = [latitude, longitude, source].every((one) => one.trim() !== '')
  return (
    <WriteDialog
      verb="savePlace"
      title={t('place.of', { name: row.unit.name })}
      confirm={t('common.save')}
      input={
        filled
          ? {
              unitId: row.unit.id,
              latitude: latitude.trim(),
              longitude: longitude.trim(),
              source: source.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <TextField
              label={t('place.latitude')}
              hint={t('place.latitudeHint')}
              inputMode="decimal"
              value={latitude}
              error={faults.at('latitude')}
              onChange={setLatitude}
            />
            <TextField
              label={t('place.longitude')}
              hint={t('place.longitudeHint')}
              inputMode="decimal"
              value={longitude}
              error={faults.at('longitude')}
              onChange={setLongitude}
            />
          </div>
          <TextField
            label={t('place.source')}
            hint={t('place.sourceHint')}
            value={source}
            error={faults.at('source')}
            onChange={setSource}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** The headings as the sample file has them, whatever the language of the page. */
const HEADS = { name: '名称', town: '乡镇', latitude: '纬度', longitude: '经度' }

function ImportPlaces(props: { close: () => void; rows: readonly Row[] }): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const [source, setSource] = useState('')
  const [file, setFile] = useState<CsvFile | null>(null)
  const ready = own !== null && file !== null && source.trim() !== ''
  const input: In<'importPlaces'> | null = ready
    ? { unitId: own.id, source: source.trim(), csv: file.csv }
    : null
  const write = useWrite({ verb: 'importPlaces', input, onDone: props.close })
  // The heads, with the first units that still wait: the file is begun for whoever fills it.
  const sample = csvOf([
    Object.values(HEADS),
    ...props.rows.slice(0, 5).map(({ unit, town }) => [unit.name, town ?? '', '', '']),
  ])
  return (
    <div className="stack place-import" onKeyDown={write.onKeyDown}>
      <div className="columns-2">
        <TextField
          label={t('place.source')}
          hint={t('place.sourceHint')}
          value={source}
          error={write.faults.at('source')}
          onChange={setSource}
        />
        <CsvField file={file} columns={t('place.columns')} onFile={setFile} />
      </div>
      {input === null ? null : write.error !== null && write.error !== undefined ? (
        <CsvFaults error={write.error} heads={HEADS} />
      ) : write.trial.data === undefined ? null : (
        <Foretold answer={write.trial.data} />
      )}
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={write.trial.data === undefined || !write.ready}
          onClick={write.submit}
        >
          {t('place.importDo')}
        </button>
        <button type="button" className="button" onClick={props.close}>
          {t('common.cancel')}
        </button>
        <button
          type="button"
          className="button-link"
          onClick={() => saveText(`${t('place.sample')}.csv`, sample)}
        >
          {t('place.sample')}
        </button>
      </div>
    </div>
  )
}

function Foretold({ answer }: { answer: Out<'importPlaces'> }): ReactElement {
  const t = useT()
  return (
    <Notice tone={answer.moved.length > 0 ? 'depends' : 'info'}>
      {t('place.foretold', {
        rows: answer.rows,
        fresh: answer.fresh,
        changed: answer.changed,
        same: answer.same,
      })}
      {answer.moved.map((one) => (
        <p key={one.name}>{t('place.moved', { name: one.name, metres: one.metres })}</p>
      ))}
    </Notice>
  )
}
