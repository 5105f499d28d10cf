import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type Channel, CHANNEL_WORDS, optionsOf } from './words.ts'

type Helper = Out<'listHelpers'>['rows'][number]
type Act = { readonly of: 'save' | 'retire'; readonly helper: Helper | null }

const done = (): void => undefined

/** Leaders, departments and enterprises with what each has and can take. */
export function Helpers(): ReactElement {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const [search] = useUrl()
  const [act, setAct] = useState<Act | null>(null)
  const channel = search['channel'] as Channel | undefined
  const read = useRead('listHelpers', channel === undefined ? {} : { channel })
  const close = (): void => setAct(null)
  return (
    <>
      <DataTable
        name="helpers"
        label={t('help.tabHelpers')}
        columns={useColumns(setAct)}
        rows={read.data?.rows}
        rowKey={(row) => row.helperId}
        error={read.error}
        retry={() => void read.refetch()}
        empty={<Empty title={t('helper.none')} hint={t('helper.noneHint')} />}
        filters={
          <>
            <FilterSelect
              name="channel"
              label={t('help.channel')}
              options={optionsOf(CHANNEL_WORDS, say)}
            />
            <ClearFilters names={['channel']} />
            {may('saveHelper') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAct({ of: 'save', helper: null })}
              >
                {t('helper.add')}
              </button>
            ) : null}
          </>
        }
      />
      {act?.of === 'save' ? <Save helper={act.helper} close={close} /> : null}
      {act?.of === 'retire' && act.helper !== null ? (
        <ReasonDialog
          title={`${t('helper.retire')} · ${act.helper.name}`}
          confirm={t('helper.retire')}
          verb="retireHelper"
          input={(reason) => ({
            unitId: act.helper?.home.id ?? '',
            helperId: act.helper?.helperId ?? '',
            on: clock.today,
            reason,
          })}
          close={close}
        />
      ) : null}
    </>
  )
}

function useColumns(act: (act: Act) => void): readonly Column<Helper>[] {
  const t = useT()
  return [
    {
      key: 'name',
      title: t('helper.name'),
      text: (row) => row.name,
      cell: (row) => (
        <span>
          <strong>{asWritten(row.name)}</strong>{' '}
          {row.retiredOn === null ? null : <Tag>{t('helper.retired')}</Tag>}
        </span>
      ),
    },
    { key: 'channel', title: t('help.channel'), cell: (row) => say(CHANNEL_WORDS[row.channel]) },
    { key: 'post', title: t('helper.post'), cell: (row) => asWritten(row.post) },
    { key: 'home', title: t('helper.home'), cell: (row) => asWritten(row.home.name) },
    {
      key: 'contact',
      title: t('helper.contact'),
      cell: (row) => asWritten(row.contact),
      hidden: true,
    },
    {
      key: 'load',
      title: t('helper.load'),
      right: true,
      compare: (a, b) => a.load - b.load,
      cell: (row) => (
        <span className={row.load > row.capacity ? 'num negative' : 'num'}>
          {row.load}/{row.capacity}
        </span>
      ),
    },
    {
      key: 'acts',
      title: t('common.actions'),
      cell: (row) =>
        row.mine ? (
          <span className="row">
            <button
              type="button"
              className="button-link"
              onClick={() => act({ of: 'save', helper: row })}
            >
              {t('helper.edit')}
            </button>
            <button
              type="button"
              className="button-link"
              onClick={() => act({ of: 'retire', helper: row })}
            >
              {t('helper.retire')}
            </button>
          </span>
        ) : null,
    },
  ]
}

/** The fields of a helper, with what they become as an input. */
function useFacts(helper: Helper | null, level: 'county' | 'town') {
  const [channel, setChannel] = useState<Channel>(
    helper?.channel ?? (level === 'county' ? 'county_leader' : 'town_leader'),
  )
  const [name, setName] = useState(helper?.name ?? '')
  const [post, setPost] = useState(helper?.post ?? '')
  const [contact, setContact] = useState(helper?.contact ?? '')
  const [capacity, setCapacity] = useState(String(helper?.capacity ?? 5))
  const [creditCode, setCreditCode] = useState(helper?.creditCode ?? '')
  const [legalRep, setLegalRep] = useState(helper?.legalRep ?? '')
  const [owners, setOwners] = useState(helper?.owners.join('、') ?? '')
  const [address, setAddress] = useState(helper?.address ?? '')
  const [reason, setReason] = useState('')
  const orNull = (value: string): string | null => (value.trim() === '' ? null : value.trim())
  const input = (unitId: string): In<'saveHelper'> | null =>
    name.trim() === '' ||
    !/^[1-9]\d{0,3}$/.test(capacity) ||
    (helper !== null && reason.trim() === '')
      ? null
      : {
          unitId,
          helperId: helper?.helperId ?? null,
          channel,
          name: name.trim(),
          post: post.trim(),
          contact: contact.trim(),
          capacity: Number(capacity),
          creditCode: orNull(creditCode),
          legalRep: orNull(legalRep),
          owners: owners.split(/[、,，\s]+/).filter((one) => one !== ''),
          address: orNull(address),
          reason: reason.trim(),
        }
  const fields = {
    channel,
    name,
    post,
    contact,
    capacity,
    creditCode,
    legalRep,
    owners,
    address,
    reason,
  }
  const set = {
    setChannel,
    setName,
    setPost,
    setContact,
    setCapacity,
    setCreditCode,
    setLegalRep,
    setOwners,
    setAddress,
    setReason,
  }
  return { ...fields, ...set, input }
}

function Save({
  helper,
  close,
}: {
  helper: Helper | null
  close: () => void
}): ReactElement | null {
  const t = useT()
  const own = ownUnit(useMe())
  const level = own?.kind === 'town' ? 'town' : 'county'
  const facts = useFacts(helper, level)
  if (own === null) return null
  const channels = optionsOf(CHANNEL_WORDS, say).filter(({ value }) =>
    level === 'county'
      ? value !== 'town_leader'
      : value === 'town_leader' || value === 'enterprise',
  )
  return (
    <WriteDialog
      wide
      title={helper === null ? t('helper.add') : `${t('helper.edit')} · ${helper.name}`}
      confirm={t('common.save')}
      verb="saveHelper"
      input={facts.input(helper?.home.id ?? own.id)}
      close={close}
      onDone={done}
    >
      {(faults) => (
        <div className="columns-2">
          {helper === null ? (
            <SelectField
              label={t('help.channel')}
              value={facts.channel}
              options={channels}
              onChange={(value) => facts.setChannel(value as Channel)}
            />
          ) : null}
          <TextField
            label={t('helper.name')}
            value={facts.name}
            error={faults.at('name')}
            onChange={facts.setName}
          />
          <TextField label={t('helper.post')} value={facts.post} onChange={facts.setPost} />
          <TextField
            label={t('helper.contact')}
            value={facts.contact}
            onChange={facts.setContact}
          />
          <TextField
            label={t('helper.capacity')}
            inputMode="numeric"
            value={facts.capacity}
            error={faults.at('capacity')}
            onChange={facts.setCapacity}
          />
          {facts.channel === 'enterprise' ? <EnterpriseFields facts={facts} /> : null}
          {helper === null ? null : (
            <TextField
              label={t('helper.reason')}
              value={facts.reason}
              error={faults.at('reason')}
              onChange={facts.setReason}
            />
          )}
        </div>
      )}
    </WriteDialog>
  )
}

/** Who stands behind an enterprise: compared with the books, the register and the officers of the co-op. */
function EnterpriseFields({ facts }: { facts: ReturnType<typeof useFacts> }): ReactElement {
  const t = useT()
  return (
    <>
      <TextField
        label={t('helper.creditCode')}
        value={facts.creditCode}
        onChange={facts.setCreditCode}
      />
      <TextField label={t('helper.legalRep')} value={facts.legalRep} onChange={facts.setLegalRep} />
      <TextField label={t('helper.owners')} value={facts.owners} onChange={facts.setOwners} />
      <TextField label={t('helper.address')} value={facts.address} onChange={facts.setAddress} />
    </>
  )
}
