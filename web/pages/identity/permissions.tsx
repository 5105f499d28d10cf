import type { ReactElement } from 'react'
import type { Permission } from '../../../src/kernel/permission.ts'
import type { Text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { Icon } from '../../ui/icon.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { PERMISSION_WORDS } from './permission-words.ts'

type Matrix = Out<'permissionMatrix'>

/** Which role may do what: the matrix that the server itself decides by. */
export default function Permissions(): ReactElement {
  const t = useT()
  const matrix = useRead('permissionMatrix', {}, { fresh: Number.POSITIVE_INFINITY })
  return (
    <div className="page">
      <Loaded read={matrix}>
        {(data) => (
          <>
            <PageHead
              title={t('permissions.title')}
              sentence={t('permissions.sentence', {
                roles: data.roles.length,
                permissions: data.permissions.length,
              })}
            />
            <MatrixTable matrix={data} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function MatrixTable({ matrix }: { matrix: Matrix }): ReactElement {
  const t = useT()
  return (
    <div
      className="table-scroll matrix"
      tabIndex={0}
      role="region"
      aria-label={t('permissions.title')}
    >
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('permissions.permission')}</th>
            {matrix.roles.map((role) => (
              <th key={role.role} scope="col">
                <span>{say(role.title)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.permissions.map((row) => (
            <tr key={row.permission}>
              <th scope="row">
                <PermissionName permission={row.permission} />
              </th>
              {matrix.roles.map((role) => (
                <td key={role.role}>
                  {row.roles.includes(role.role) ? (
                    <>
                      <Icon name="check" />
                      <span className="visually-hidden">{t('permissions.has')}</span>
                    </>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PermissionName({ permission }: { permission: string }): ReactElement {
  const words = PERMISSION_WORDS[permission as Permission] as Text | undefined
  return (
    <>
      {words === undefined ? permission : say(words)}{' '}
      <span className="mono muted small">{permission}</span>
    </>
  )
}
