import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { type Translate, useT } from '../../locale/division.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ImportDivisions } from './import-divisions.tsx'

type Row = Out<'listDivisionImports'>['imports'][number]

/** The lists that were imported, and the import of a newer one. */
export function DivisionLists(): ReactElement {
  const t = useT()
  const may = useMay()
  const lists = useRead('listDivisionImports', {})
  const [done, setDone] = useState<Out<'importDivisions'> | null>(null)
  return (
    <div className="stack">
      {may('importDivisions') ? <ImportDivisions done={done} onDone={setDone} /> : null}
      <Panel title={t('divisions.lists')}>
        <DataTable
          name="division-lists"
          label={t('divisions.lists')}
          columns={columnsOf(t)}
          rows={lists.data?.imports.toReversed()}
          rowKey={(row) => row.vintage}
          error={lists.error}
          retry={() => void lists.refetch()}
          empty={<Empty title={t('divisions.noLists')} />}
        />
      </Panel>
    </div>
  )
}

function columnsOf(t: Translate): readonly Column<Row>[] {
  return [
    {
      key: 'vintage',
      title: t('divisions.vintage'),
      cell: (row) => (
        <Go to={paths.divisions({ tab: 'work', vintage: row.vintage })}>
          {asWritten(row.vintage)}
        </Go>
      ),
      text: (row) => row.vintage,
    },
    {
      key: 'from',
      title: t('divisions.effectiveFrom'),
      cell: (row) => row.effectiveFrom,
      text: (row) => row.effectiveFrom,
    },
    {
      key: 'units',
      title: t('divisions.units'),
      right: true,
      cell: (row) => row.units.toLocaleString('en-US'),
      text: (row) => String(row.units),
    },
    {
      key: 'source',
      title: t('divisions.source'),
      cell: (row) => <div className="wrap">{row.source}</div>,
      text: (row) => row.source,
    },
    {
      key: 'imported',
      title: t('divisions.importedBy'),
      cell: (row) => (
        <span className="muted nowrap">
          {row.importedBy} {showInstant(row.importedAt)}
        </span>
      ),
      text: (row) => `${row.importedBy} ${showInstant(row.importedAt)}`,
    },
  ]
}
