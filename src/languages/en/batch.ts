/** What is said about files, rows and cells. Messages of a cell complete “value” …; those of a file stand alone. */
export const batch = {
  seen: (value: string) => `“${value}”`,

  noFile: 'the file does not exist',
  isFolder: 'this is a folder, not a file',
  unreadable: (code: string) => `the file cannot be read (${code})`,
  isDatabase: (path: string) => `${path} is a database and is not overwritten: name another file`,
  notWritable: (path: string, code: string) => `${path} cannot be written (${code})`,
  returnsAlone: 'its lines end in carriage returns alone, as on old Macintoshes: save it again with CRLF or LF',
  emptyFile: 'the file is empty: a header line is expected',
  unknownEncoding: (name: string) => `unknown encoding ${name}`,
  badBytes: (encoding: string) => `holds bytes that are not ${encoding}`,
  nul: 'holds a NUL character: this is no CSV file (an Excel workbook is saved as CSV first), or UTF-16 without its mark (--encoding utf-16le)',
  unclosedQuote: 'a quote opens here and is not closed where its cell ends',
  endless: (characters: number) => `more than ${characters} characters without the end of a row: is a quote left open?`,
  badQuote: 'text follows a closing quote; a quote within quotes is written twice',
  ragged: (cells: number, header: number) => `the row has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the header ${header}`,
  sameKey: (lines: string) => `the same key with other values: see line ${lines}`,

  readAsWindows1252: 'not UTF-8: read as Windows-1252',
  unknownColumns: (headers: string) => `unknown columns, not read: ${headers}`,
  headerTwice: 'this header appears twice',
  columnTwice: (column: string, other: string) => `names the column ${column}, as “${other}” does`,
  missingColumns: (missing: string, found: string, hints: string | null) =>
    `missing columns: ${missing}; found: ${found || 'none'}${hints === null ? '' : `; did you mean ${hints}?`}`,
  mapNoColumn: (columns: string, near: string | null) =>
    `is no mapping "Their header=our_column": the columns are ${columns}${near === null ? '' : `; did you mean ${near}?`}`,
  mapNoHeader: (near: string | null) => `the file has no such header to map${near === null ? '' : `; did you mean “${near}”?`}`,
  layoutNoHeader: (near: string | null) => `the layout needs this header${near === null ? '' : `; did you mean “${near}”?`}`,

  unanswered: 'No answer yet.',

  required: 'is required',
  control: 'contains control characters',
  tooLong: (length: number, most: number) => `has ${length} characters, ${most} at most`,
  notDay: 'is not a date: expected YYYY-MM-DD or dd/mm/yyyy',
  notYesNo: 'is neither yes nor no',
  notAmong: (words: string, near: string | null) => `is none of: ${words}${near === null ? '' : `; did you mean ${near}?`}`,
  notEmail: 'is not an e-mail address',
  lostZero: (meant: string) => `has 7 digits: a spreadsheet dropped the leading zero; did you mean ${meant}?`,
  codeWithSpace: 'is not a code: it contains spaces',
  notCountry: 'is not a country: expected two letters such as ES or FR',
  notPartners: (part: string) => `is not a list of partners such as FR:Lycée Voltaire|IT:Liceo Galilei: see “${part}”`,
  notAcademicYear: 'is not an academic year such as 2025-26',
  notCalendarYear: 'is not a year of four digits',
  notWhole: (least: number, most: number) => `is not a whole number from ${least} to ${most}`,
  unprintable: 'contains characters that cannot be seen',
};
