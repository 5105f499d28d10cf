import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { Pages } from './pages.tsx'
import { type Party, PARTY_KINDS, PARTY_WORDS, type PartyKind } from './words.ts'

const PAGE = 100

/** Whom the book names outside the membership: counterparties, workers, grant projects, sources, banks. */
export default function Parties(): ReactElement {
  const t = useT()
  const may = useMay()
  const coopId = useCoopId()
  const [search] = useUrl()
  const [adding, setAdding] = useState(false)
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const read = useRead('listParties', {
    coopId,
    kind: PARTY_KINDS.find((kind) => kind === search['kind']),
    search: search['search'],
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  return (
    <BookFrame
      place="parties"
      title={t('parties.title')}
      sentence={() =>
        read.data === undefined ? '…' : t('parties.sentence', { n: read.data.total })
      }
      actions={
        may('addParties') ? (
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            {t('parties.add')}
          </button>
        ) : undefined
      }
    >
      {() => (
        <div className="data-table">
          <div className="data-filters no-print">
            <FilterText name="search" label={t('parties.find')} />
            <FilterSelect
              name="kind"
              label={t('parties.kind')}
              options={PARTY_KINDS.map((value) => ({ value, label: say(PARTY_WORDS[value]) }))}
            />
            <ClearFilters names={['search', 'kind']} />
          </div>
          <Loaded read={read} lines={6}>
            {(data) =>
              data.rows.length === 0 ? (
                <Empty title={t('parties.none')} hint={t('parties.noneHint')} />
              ) : (
                <>
                  <PartyRows coopId={coopId} rows={data.rows} />
                  <Pages total={data.total} page={page} size={PAGE} />
                </>
              )
            }
          </Loaded>
          {adding ? <AddParties coopId={coopId} close={() => setAdding(false)} /> : null}
        </div>
      )}
    </BookFrame>
  )
}

function PartyRows({ coopId, rows }: { coopId: string; rows: readonly Party[] }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('common.name')}</th>
            <th scope="col">{t('parties.kind')}</th>
            <th scope="col">{t('common.note')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((party) => (
            <tr key={party.id}>
              <th scope="row">
                {asWritten(party.name)}
                {party.retired ? <Tag>{t('chart.retired')}</Tag> : null}
              </th>
              <td>{say(PARTY_WORDS[party.kind])}</td>
              <td className="wrap">{asWritten(party.note ?? '')}</td>
              <td>
                <Go to={paths.book(coopId, { partyId: party.id })}>{t('parties.vouchers')}</Go>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Several at once: a name a line. */
function AddParties({ coopId, close }: { coopId: string; close: () => void }): ReactElement {
  const t = useT()
  const [kind, setKind] = useState<PartyKind>('counterparty')
  const [names, setNames] = useState('')
  const [note, setNote] = useState('')
  const lines = names
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const input: In<'addParties'> | null =
    lines.length === 0
      ? null
      : {
          unitId: coopId,
          parties: lines.map((name) => ({
            coopId,
            kind,
            name,
            note: note.trim() === '' ? null : note.trim(),
          })),
        }
  return (
    <WriteDialog
      title={t('parties.add')}
      confirm={t('parties.add')}
      verb="addParties"
      input={input}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <Notice tone="pass">{t('parties.addPreview', { n: answer.ids.length })}</Notice>
      )}
    >
      {() => (
        <>
          <SelectField
            label={t('parties.kind')}
            value={kind}
            onChange={(value) => setKind(value as PartyKind)}
            options={PARTY_KINDS.map((value) => ({ value, label: say(PARTY_WORDS[value]) }))}
          />
          <TextArea
            label={t('parties.names')}
            hint={t('parties.namesHint')}
            value={names}
            onChange={setNames}
            rows={5}
          />
          <TextField label={t('common.note')} value={note} onChange={setNote} />
        </>
      )}
    </WriteDialog>
  )
}
