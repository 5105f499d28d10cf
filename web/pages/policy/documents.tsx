import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { DocumentForm } from './document-form.tsx'
import { DOCUMENT_KINDS, type DocumentRow } from './document-kinds.ts'

/** The documents that rules rest on, with the text in force on a day. */
export default function Documents(): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [search] = useUrl()
  const [adding, setAdding] = useState(false)
  const list = useRead('listDocuments', {
    asOf,
    kind: search['kind'] as In<'listDocuments'>['kind'],
  })
  return (
    <div className="page">
      <PageHead
        title={t('documents.title')}
        sentence={
          list.data === undefined
            ? '…'
            : t('documents.sentence', {
                n: list.data.documents.length,
                clauses: list.data.documents.reduce((sum, one) => sum + one.clauses, 0),
              })
        }
        actions={
          <>
            <AsOfPicker />
            {may('addDocument') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAdding(true)}
              >
                {t('documents.add')}
              </button>
            ) : null}
          </>
        }
      />
      <DataTable
        name="documents"
        label={t('documents.title')}
        columns={columnsOf(t)}
        rows={list.data?.documents}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        filters={
          <FilterSelect
            name="kind"
            label={t('documents.kind')}
            options={DOCUMENT_KINDS.map((kind) => ({
              value: kind,
              label: t(`documents.kind.${kind}`),
            }))}
          />
        }
      />
      {adding ? <DocumentForm close={() => setAdding(false)} /> : null}
    </div>
  )
}

function columnsOf(t: DeskTranslate): readonly Column<DocumentRow>[] {
  return [
    {
      key: 'name',
      title: t('documents.name'),
      cell: (row) => <Go to={paths.document(row.id)}>{say(row.title)}</Go>,
      text: (row) => say(row.title),
    },
    {
      key: 'kind',
      title: t('documents.kind'),
      cell: (row) => t(`documents.kind.${row.kind}`),
      text: (row) => t(`documents.kind.${row.kind}`),
    },
    {
      key: 'issuer',
      title: t('documents.issuer'),
      cell: (row) => row.issuer,
      text: (row) => row.issuer,
    },
    {
      key: 'current',
      title: t('documents.current'),
      cell: (row) =>
        row.current === null ? (
          <span className="muted">{t('documents.notInForce')}</span>
        ) : (
          <>
            {row.current.label} {t('document.from', { day: row.current.validFrom })}
            {row.current.firstHand ? null : <Tag tone="depends">{t('documents.secondHand')}</Tag>}
          </>
        ),
      text: (row) => row.current?.label ?? '',
    },
    {
      key: 'clauses',
      title: t('documents.clauses'),
      right: true,
      cell: (row) => row.clauses,
      text: (row) => String(row.clauses),
    },
  ]
}
