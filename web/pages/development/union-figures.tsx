import type { ReactElement } from 'react'
import { useT } from '../../locale/development.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Maybe, Money } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'

/** What the co-ops of a union come to together. */
export function UnionFigures({ unionId }: { unionId: string }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const read = useRead('readUnionFigures', { unionId }, { enabled: may('readUnionFigures') })
  if (!may('readUnionFigures')) return null
  return (
    <Panel title={t('uf.title')} hint={read.data === undefined ? '' : say(read.data.note)}>
      <Loaded read={read} lines={4}>
        {({ rows, total, year }) => (
          <>
            <p>{t('uf.sentence', { ...total, n: rows.length })}</p>
            <div className="table-scroll" tabIndex={0} role="group" aria-label={t('uf.title')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('common.coop')}</th>
                    <th scope="col" className="right">
                      {t('uf.members')}
                    </th>
                    <th scope="col" className="right">
                      {t('uf.paid')}
                    </th>
                    <th scope="col" className="right">
                      {t('uf.income', { year: String(year) })}
                    </th>
                    <th scope="col" className="right">
                      {t('uf.surplus', { year: String(year) })}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.coop.id}>
                      <th scope="row">
                        <Go to={paths.coop(row.coop.id)}>{row.coop.name}</Go>
                      </th>
                      <td className="right num">
                        <Maybe value={row.members} />
                      </td>
                      {([row.paid, row.income, row.surplus] as const).map((value, i) => (
                        <td key={['paid', 'income', 'surplus'][i]} className="right">
                          {value === null ? <Maybe value={null} /> : <Money value={value} />}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row">{t('class.sum')}</th>
                    <td className="right num">{total.members}</td>
                    {([total.paid, total.income, total.surplus] as const).map((value, i) => (
                      <td key={['paid', 'income', 'surplus'][i]} className="right">
                        <Money value={value} />
                      </td>
                    ))}
                  </tr>
                </tfoot>
              </table>
            </div>
          </>
        )}
      </Loaded>
    </Panel>
  )
}
