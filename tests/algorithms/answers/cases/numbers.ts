/** Cases of plain numbers: whole, decimal, fractions, percentages, roots and constants. */
export const NUMBERS = String.raw`
# whole numbers
+ 12 ¦ 12 ¦ same-text
+ $12$ ¦ 12 ¦ same-text
+ 12. ¦ 12 ¦ same-text
+ +12 ¦ 12 ¦ same-number
+ 007 ¦ 7 ¦ same-number
+ -0 ¦ 0 ¦ same-number
+ (12) ¦ 12 ¦ same-number
+ {12} ¦ 12 ¦ same-text
+ -(-12) ¦ 12 ¦ same-number
+ − 12 ¦ -12 ¦ same-text
+ – 12 ¦ -12 ¦ same-text
+ １２ ¦ 12 ¦ same-text
+ \boxed{12} ¦ 12 ¦ same-text
+ \text{12} ¦ 12 ¦ same-text
+ \mathbf{12} ¦ 12 ¦ same-text
+ 12\, ¦ 12 ¦ same-text
+ \displaystyle 12 ¦ 12 ¦ same-text
+ \(12\) ¦ 12 ¦ same-text
+ \[12\] ¦ 12 ¦ same-text
+ $$12$$ ¦ 12 ¦ same-text
+ about 12 ¦ 12 ¦ same-number
+ \approx 12 ¦ 12 ¦ same-number
+ 12345678901234567890 ¦ 12345678901234567890 ¦ same-text
+ 2^{10} ¦ 1024 ¦ same-number
+ 2^10 ¦ 1024 ¦ same-number
+ 3 \cdot 4 ¦ 12 ¦ same-number
+ 3 \times 4 ¦ 12 ¦ same-number
+ 3*4 ¦ 12 ¦ same-number
+ 10 + 2 ¦ 12 ¦ same-number
+ 24 \div 2 ¦ 12 ¦ same-number
- 12 ¦ 13 ¦ different-number
- -12 ¦ 12 ¦ different-number
- 12 ¦ 120 ¦ different-number
- 12345678901234567890 ¦ 12345678901234567891 ¦ different-number
- 4180000 ¦ 4178000 ¦ different-number
- 0 ¦ 1 ¦ different-number
- $99$ ¦ $100$ ¦ different-number
- 2^{10} ¦ 1000 ¦ different-number
? 1 2 ¦ 12 ¦ not-parsed
? 12 13 ¦ 12 ¦ not-parsed
? 12 = 13 ¦ 12 ¦ different-kind
? about twelve or so ¦ 12 ¦ not-parsed

# thousands
+ 1,234 ¦ 1234 ¦ same-text
+ 1{,}234 ¦ 1234 ¦ same-text
+ 1,\!234 ¦ 1234 ¦ same-text
+ 1\,234 ¦ 1234 ¦ same-text
+ 1 234 ¦ 1234 ¦ same-text
+ 12,345,678 ¦ 12345678 ¦ same-text
+ 1,234.50 ¦ 1234.5 ¦ same-number
+ -1,234 ¦ -1234 ¦ same-text
+ \$1,234 ¦ 1234 dollars ¦ same-quantity
? 1.234,56 ¦ 1234.56 ¦ two-readings
? 1234.56 ¦ 1.234,56 ¦ two-readings
+ \frac{1{,}000}{3} ¦ \frac{1000}{3} ¦ same-text
+ \frac{7}{12,500} ¦ \frac{7}{12500} ¦ same-text
+ １，２３４ ¦ 1234 ¦ same-text
+ 3,140,592 ¦ 3, 140, 592 ¦ same-set
- 1,234 ¦ 1235 ¦ different-number
- 1{,}234 ¦ 1,235 ¦ different-number
- 10,000 ¦ 1000 ¦ different-number
- 5,27,540 ¦ 5, 27540 ¦ different-set
? (200,201) ¦ 200201 ¦ different-kind
? 1.234 ¦ 1234 ¦ may-be-converted
? 1.234.567 ¦ 1234567 ¦ not-parsed
? 1,23 ¦ 1.23 ¦ two-readings
? 3,14 ¦ 3.14 ¦ two-readings
- 1,234 ¦ 234 ¦ different-number

# decimals
+ 0.5 ¦ .5 ¦ same-number
+ 0.50 ¦ 0.5 ¦ same-number
+ 12.0 ¦ 12 ¦ same-number
+ 3.14 ¦ 3.14 ¦ same-text
+ ３．１４ ¦ 3.14 ¦ same-text
+ -0.25 ¦ -1/4 ¦ same-number
+ 0.\overline{3} ¦ 1/3 ¦ same-number
+ 0.1\overline{6} ¦ 1/6 ¦ same-number
+ 0.\dot{3} ¦ \frac13 ¦ same-number
+ 1.2\overline{45} ¦ \frac{137}{110} ¦ same-number
- 0.5 ¦ 0.6 ¦ different-number
- 0.5 ¦ 5 ¦ different-number
- 1.25 ¦ 1.5 ¦ different-number
- -0.25 ¦ 0.25 ¦ different-number
- 0.\overline{3} ¦ 2/3 ¦ different-number
? 0.5.5 ¦ 0.5 ¦ not-parsed
? 0.333… ¦ 1/3 ¦ not-parsed

# rounding: the reference is a rounded decimal
+ 1/3 ¦ 0.33 ¦ within-rounding
+ 1/3 ¦ 0.333 ¦ within-rounding
+ 5/3 ¦ 1.667 ¦ within-rounding
+ \sqrt{2} ¦ 1.41 ¦ within-rounding
+ \pi ¦ 3.14 ¦ within-rounding
+ 2\pi ¦ 6.28 ¦ within-rounding
+ \pi ¦ 3.1416 ¦ within-rounding
+ e ¦ 2.718 ¦ within-rounding
+ \ln 2 ¦ 0.693 ¦ within-rounding
+ 0.66666 ¦ 0.67 ¦ within-rounding
+ 12.3456 ¦ 12.346 ¦ within-rounding
+ 6.02214 \times 10^{23} ¦ 6.02 \times 10^{23} ¦ within-rounding
+ \frac{22}{7} ¦ 3.143 ¦ within-rounding
? 2\pi ¦ 6.3 ¦ may-be-rounded
? 0.333 ¦ 0.3 ¦ may-be-rounded
? 2.46 ¦ 2.5 ¦ may-be-rounded
? 12.4 ¦ 12 ¦ may-be-rounded
? 0.2546 ¦ 0.25 ¦ may-be-rounded
? 0.2712 ¦ 0.2714 ¦ may-be-rounded
? 4.96 ¦ 4.95 ¦ may-be-rounded
? 0.34 ¦ 0.3 ¦ may-be-rounded
- 1.5 ¦ 1.667 ¦ different-number
- 0.35 ¦ 1/3 ¦ different-number

# rounding: the answer is a decimal of an exact reference
+ 0.333333 ¦ 1/3 ¦ within-rounding
+ 0.666667 ¦ 2/3 ¦ within-rounding
+ 0.666666 ¦ 2/3 ¦ within-rounding
+ 1.41421356 ¦ \sqrt{2} ¦ within-rounding
+ 3.14159265 ¦ \pi ¦ within-rounding
+ 71.138999999999996 ¦ 71.139 ¦ within-rounding
+ 0.30000000000000004 ¦ 0.3 ¦ within-rounding
? 0.33 ¦ 1/3 ¦ may-be-rounded
? 0.3 ¦ 1/3 ¦ may-be-rounded
? 0.333 ¦ \frac13 ¦ may-be-rounded
? 1.41 ¦ \sqrt2 ¦ may-be-rounded
? 3.14 ¦ \pi ¦ may-be-rounded
? 0.66 ¦ 2/3 ¦ may-be-rounded
? 3 ¦ 10/3 ¦ may-be-rounded
? 314 ¦ 100\pi ¦ may-be-rounded
? 1256 ¦ 400\pi ¦ may-be-rounded
? 68 ¦ 67.5 ¦ may-be-rounded
? 4.18 \times 10^6 ¦ 4178000 ¦ may-be-rounded
? 0.33x ¦ \frac{x}{3} ¦ may-be-rounded
? 0.33 + i ¦ \frac13 + i ¦ may-be-rounded
- 0.4 ¦ 1/3 ¦ different-number
- 1 ¦ 1/2 ¦ different-number
- 0 ¦ 1/3 ¦ different-number
- 3.2 ¦ \pi ¦ different-number
- 1.5 ¦ \sqrt2 ¦ different-number
- 300 ¦ 100\pi ¦ different-number

# fractions
+ 1/2 ¦ \frac{1}{2} ¦ same-number
+ \frac12 ¦ \frac{1}{2} ¦ same-number
+ \dfrac{1}{2} ¦ \frac{1}{2} ¦ same-text
+ \tfrac12 ¦ 1/2 ¦ same-number
+ \frac{2}{4} ¦ 1/2 ¦ same-number
+ \frac 3 4 ¦ 3/4 ¦ same-number
+ \frac{31}4 ¦ 31/4 ¦ same-number
+ \frac3{4} ¦ 0.75 ¦ same-number
+ ½ ¦ 1/2 ¦ same-number
+ ¾ ¦ 0.75 ¦ same-number
+ {1 \over 2} ¦ 1/2 ¦ same-number
+ -\frac{1}{2} ¦ \frac{-1}{2} ¦ same-number
+ \frac{1}{-2} ¦ -0.5 ¦ same-number
+ - \frac { 1 } { 2 } ¦ -1/2 ¦ same-number
+ 1 / 2 ¦ 1/2 ¦ same-text
+ 1⁄2 ¦ 1/2 ¦ same-text
+ \frac{\frac{1}{2}}{3} ¦ 1/6 ¦ same-number
+ \frac{6}{3} ¦ 2 ¦ same-number
+ (3/4) ¦ 3/4 ¦ same-number
+ \left(\frac{3}{4}\right) ¦ 3/4 ¦ same-number
+ 100/4/5 ¦ 5 ¦ same-number
- 1/2 ¦ 1/3 ¦ different-number
- 1/2 ¦ 2 ¦ different-number
- -1/2 ¦ 1/2 ¦ different-number
- \frac{12}{13} ¦ \frac{13}{12} ¦ different-number
- \frac{7}{9} ¦ \frac{5}{11} ¦ different-number
? 1/0 ¦ 1 ¦ not-decided
? 1/0 ¦ 2/0 ¦ not-decided
? \frac{1}{ ¦ 1 ¦ not-parsed
? \frac{1} ¦ 1 ¦ not-parsed
? 1// 2 ¦ 1/2 ¦ not-parsed

# mixed numbers
+ 3\frac{1}{2} ¦ 7/2 ¦ same-number
+ 3 \frac12 ¦ 3.5 ¦ same-number
+ 3\frac12 ¦ 3\frac{1}{2} ¦ same-number
+ 3½ ¦ 3.5 ¦ same-number
+ 3 1/2 ¦ 3.5 ¦ same-number
+ -3\frac{1}{2} ¦ -3.5 ¦ same-number
+ 13 \frac{2}{5} ¦ \frac{67}{5} ¦ same-number
+ 5 2/3 km/h ¦ \frac{17}{3} km/h ¦ same-quantity
+ 2\frac{5}{3} ¦ \frac{10}{3} ¦ same-number
- 3\frac{1}{2} ¦ 3 ¦ different-number
- 3\frac{1}{2} ¦ 5/2 ¦ different-number
- -3\frac{1}{2} ¦ -2.5 ¦ different-number
- 2\frac{1}{7} ¦ 2\frac{1}{8} ¦ different-number
`;
