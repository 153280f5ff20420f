import { countries, number, published, stated } from '../values.ts';

const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const associated = 'AL BA IS LI MK NO RS TR'.split(' ');
const plus = 'AM AZ GE MD TN UA'.split(' ');
const listed = (...countries: readonly string[]) => [...countries].sort();

export const participation = {
  'participation.countries': countries(
    published(listed(...union, ...associated, 'GB'), 'List of participating countries, programme pages'),
    published(listed(...union, ...associated, 'GB', ...plus), 'eTwinning Plus, opened 4 March 2013', '2013-03-04'),
    published(listed(...union, ...associated, 'GB', ...plus, 'JO'), 'eTwinning Plus, Jordan, February 2018', '2018-02-01'),
    published(listed(...union, ...associated, ...plus, 'JO'), 'The United Kingdom left on 31 December 2020', '2021-01-01'),
  ),
  'participation.minimum-countries': number(stated(2, 'S-CYL, § 1')),
};
