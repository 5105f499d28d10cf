import type { ReactElement } from 'react'
import { useState } from 'react'
import { ROLE_NAMES, ROLES } from '../../../src/kernel/role.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { comma, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { CreateAccounts } from './create-accounts.tsx'

type Account = Out<'listAccounts'>['rows'][number]
export type AccountState = 'active' | 'disabled' | 'must_change' | 'without_role' | 'locked'

/** The one word for an account's state: what stops it first. */
export function stateOf(account: Account, now: string): AccountState {
  if (account.disabledAt !== null) return 'disabled'
  if (account.lockedUntil !== null && account.lockedUntil > now) return 'locked'
  if (account.grants.length === 0) return 'without_role'
  return account.mustChange ? 'must_change' : 'active'
}

const TONES = {
  active: 'pass',
  disabled: 'fail',
  must_change: 'depends',
  without_role: 'depends',
  locked: 'fail',
} as const

/** The state as a word in a box. */
export function StateTag({ state }: { state: AccountState }): ReactElement {
  const t = useT()
  return <Tag tone={TONES[state]}>{t(`accounts.state.${state}`)}</Tag>
}

const FILTERS = ['search', 'role', 'state']

/** Who has an account, in which roles, and how it stands. */
export default function Accounts(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [creating, setCreating] = useState(false)
  const filter = {
    search: search['search'],
    role: search['role'] as In<'listAccounts'>['role'],
    state: search['state'] as In<'listAccounts'>['state'],
  }
  const list = useRead('listAccounts', { ...filter, limit, offset })
  const columns = useColumns()
  return (
    <div className="page">
      <PageHead
        title={t('accounts.title')}
        sentence={t('accounts.sentence', { n: list.data?.total ?? 0 })}
        actions={
          may('createAccounts') ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => setCreating(true)}
            >
              {t('accounts.create')}
            </button>
          ) : undefined
        }
      />
      <DataTable
        name="accounts"
        label={t('accounts.title')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        filters={
          <>
            <FilterText name="search" label={t('accounts.find')} />
            <FilterSelect
              name="role"
              label={t('accounts.role')}
              options={ROLE_NAMES.map((role) => ({ value: role, label: say(ROLES[role].title) }))}
            />
            <FilterSelect
              name="state"
              label={t('accounts.state')}
              options={(['active', 'disabled', 'must_change', 'without_role'] as const).map(
                (state) => ({ value: state, label: t(`accounts.state.${state}`) }),
              )}
            />
            <ClearFilters names={FILTERS} />
          </>
        }
      />
      {creating ? <CreateAccounts close={() => setCreating(false)} /> : null}
    </div>
  )
}

function useColumns(): readonly Column<Account>[] {
  const t = useT()
  const { clock } = useMe()
  const rolesText = (row: Account): string =>
    row.grants
      .map((grant) =>
        grant.unit === null
          ? say(grant.title)
          : t('common.with', { name: say(grant.title), note: grant.unit.name }),
      )
      .join(comma())
  return [
    {
      key: 'name',
      title: t('accounts.name'),
      cell: (row) => <Go to={paths.account(row.username)}>{row.displayName}</Go>,
      text: (row) => row.displayName,
    },
    {
      key: 'username',
      title: t('accounts.username'),
      cell: (row) => <span className="mono">{row.username}</span>,
      text: (row) => row.username,
    },
    { key: 'roles', title: t('accounts.roles'), cell: rolesText, text: rolesText },
    {
      key: 'state',
      title: t('accounts.state'),
      cell: (row) => <StateTag state={stateOf(row, clock.now)} />,
      text: (row) => t(`accounts.state.${stateOf(row, clock.now)}`),
    },
    {
      key: 'factor',
      title: t('accounts.factor'),
      cell: (row) => t(row.secondFactor ? 'accounts.factorOn' : 'accounts.factorOff'),
      text: (row) => t(row.secondFactor ? 'accounts.factorOn' : 'accounts.factorOff'),
    },
    {
      key: 'lastSeen',
      title: t('accounts.lastSeen'),
      cell: (row) => (row.lastSeenAt === null ? t('accounts.never') : showInstant(row.lastSeenAt)),
      text: (row) => (row.lastSeenAt === null ? '' : showInstant(row.lastSeenAt)),
    },
  ]
}
