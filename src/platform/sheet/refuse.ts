import { Refusal } from '../../kernel/refusal.ts'
import { type Text, text } from '../../kernel/text.ts'
import type { SheetLimits } from './cell.ts'

/** Every reason for which a file is not read. The words are what the clerk sees. */
const REASONS = {
  empty: text('文件是空的。', 'The file is empty.'),
  encrypted: text(
    '文件设有打开密码,无法读取。请在 Excel 中取消密码后另存,再上传。',
    'The file is protected by a password. Remove the password in Excel, save it and upload it again.',
  ),
  legacy_xls: text(
    '这是旧版 .xls 文件。请在 Excel 或 WPS 中另存为 .xlsx 后再上传。',
    'This is an old .xls file. Save it as .xlsx in Excel or WPS and upload it again.',
  ),
  binary_workbook: text(
    '这是 .xlsb 文件。请另存为 .xlsx 后再上传。',
    'This is an .xlsb file. Save it as .xlsx and upload it again.',
  ),
  open_document: text(
    '这是 .ods 文件。请另存为 .xlsx 后再上传。',
    'This is an .ods file. Save it as .xlsx and upload it again.',
  ),
  web_page: text(
    '这其实是网页,不是表格文件。请在 Excel 中打开后另存为 .xlsx。',
    'This is a web page, not a table. Open it in Excel and save it as .xlsx.',
  ),
  not_a_table: text(
    '认不出这个文件。请上传 .xlsx 或 .csv 文件。',
    'The file is of no known kind. Please upload an .xlsx or .csv file.',
  ),
  macros: text(
    '文件含有宏或控件,为安全起见不予读取。请另存为不含宏的 .xlsx。',
    'The file holds macros or controls and was refused for safety. Save it as .xlsx without macros.',
  ),
  doctype: text(
    '文件内部含有不允许的声明(DTD),不予读取。',
    'The file holds a forbidden declaration (DTD) and was refused.',
  ),
  damaged: text(
    '文件已损坏,无法读取。请在 Excel 中打开并另存后再上传。',
    'The file is damaged. Open it in Excel, save it again and upload the copy.',
  ),
  bomb: text(
    '文件压缩得不正常,解开后会非常大,不予读取。',
    'The file is packed abnormally: unpacked it would be huge. It was refused.',
  ),
  encoding: text(
    '文字编码无法识别。请把 CSV 存为 UTF-8 或 GB18030。',
    'The text encoding is unknown. Save the CSV as UTF-8 or GB18030.',
  ),
  quotes: text(
    'CSV 文件的引号不成对,无法分列。',
    'The quotes of the CSV file do not match, so its columns cannot be told apart.',
  ),
  no_rows: text('文件里没有任何数据。', 'There is no data in the file.'),
} as const satisfies Record<string, Text>

export type SheetReason = keyof typeof REASONS

/** The file is refused: `bad_input` with the reason and, where known, its place. */
export function refuseFile(reason: SheetReason, path = '$.file'): Refusal {
  const said = REASONS[reason]
  return new Refusal('bad_input', said, { faults: [{ path, text: said }], data: { reason } })
}

/** What was too much, in the words of the limits. */
const COUNTED = {
  fileBytes: text('文件太大', 'The file is too big'),
  entries: text('压缩包内的部件太多', 'The package holds too many parts'),
  unpackedBytes: text('文件解开后太大', 'Unpacked, the file is too big'),
  sheets: text('工作表太多', 'There are too many sheets'),
  rows: text('行数太多', 'There are too many rows'),
  columns: text('列数太多', 'There are too many columns'),
  cells: text('单元格太多', 'There are too many cells'),
  characters: text('有一格文字太长', 'The text of a cell is too long'),
} as const satisfies Partial<Record<keyof SheetLimits, Text>>

/** The file is beyond a limit: `too_large`, naming the limit and the place. */
export function refuseSize(
  what: keyof typeof COUNTED,
  limits: SheetLimits,
  path = '$.file',
): Refusal {
  const said = COUNTED[what]
  const bytes = what === 'fileBytes' || what === 'unpackedBytes'
  const most = bytes ? `${Math.floor(limits[what] / 1024 / 1024)} MiB` : String(limits[what])
  const full = text(`${said.zh},最多 ${most}。`, `${said.en}; at most ${most}.`)
  return new Refusal('too_large', full, {
    faults: [{ path, text: full }],
    data: { reason: what, limit: limits[what] },
  })
}
