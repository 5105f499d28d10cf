import { column, type Paper, paperDay } from '../../../kernel/paper.ts'
import { facts, sheet, table } from '../../../kernel/paper-frame.ts'

/** The proposal of a union as it lies open to the members before their assembly. */
export const unionPaper = (of: {
  readonly name: string
  readonly seat: string
  readonly members: readonly string[]
  readonly today: string
}): Paper =>
  sheet(
    { title: `${of.name}组建方案`, organisation: of.seat, period: paperDay(of.today) },
    {
      sections: [
        facts('一、联合社', [
          ['名称', of.name],
          ['所在地', of.seat],
          ['成员社', `${of.members.length} 家,各有一票,不设附加表决权(农民专业合作社法 59)`],
        ]),
        table('二、成员社', {
          columns: [column('序号', 1, 'center'), column('合作社', 6), column('签章', 3)],
          rows: of.members.map((name, i) => [String(i + 1), name, '']),
        }),
      ],
      remarks: ['联合社须有三个以上合作社,以其全部财产对债务承担责任(农民专业合作社法 56、58)。'],
      signatures: ['牵头合作社', '经管站'],
    },
  )
