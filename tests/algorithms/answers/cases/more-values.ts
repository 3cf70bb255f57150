/** More cases of numbers: percentages, mixed numbers, thousands, repeating decimals, complex numbers, roots, angles. */
export const MORE_VALUES = String.raw`
# per cent
+ 25\% ¦ \frac14 ¦ same-number
+ 25 ¦ 25% ¦ same-number
? 0.25% ¦ 0.25 ¦ unit-unclear
+ 50 percent ¦ 50% ¦ same-quantity
+ 12.5\% ¦ 1/8 ¦ same-number
- 30% ¦ 0.25 ¦ different-number

# mixed numbers
+ 1 \frac12 ¦ 3/2 ¦ same-number
+ 1\frac{1}{2} ¦ 1.5 ¦ same-number
+ 2 3/4 ¦ 11/4 ¦ same-number
+ -1\frac12 ¦ -1.5 ¦ same-number
- -1 1/2 ¦ -1/2 ¦ different-number
+ 3\tfrac{1}{3} ¦ 10/3 ¦ same-number
- 1\frac12 ¦ 1/2 ¦ different-number
- 5 1/2 ¦ 51/2 ¦ different-number

# scientific notation
+ 1.2\times10^3 ¦ 1200 ¦ same-number
+ 1.2e3 ¦ 1200 ¦ same-number
+ 3.0 \times 10^{8} ¦ 300000000 ¦ same-number
+ 6.02 x 10^23 ¦ 6.02\cdot 10^{23} ¦ same-number
+ 1.2\times10^{-3} ¦ 0.0012 ¦ same-number
- 1.2\times10^{4} ¦ 1200 ¦ different-number
+ 5*10^2 ¦ 500 ¦ same-number
+ 5E-4 ¦ 0.0005 ¦ same-number

# thousands
+ 1,234,567 ¦ 1234567 ¦ same-text
- 12,34 ¦ 1234 ¦ different-set
+ 10,000 ¦ 10000 ¦ same-text
- 10,00 ¦ 1000 ¦ different-set
+ $1,000 ¦ 1000 ¦ same-number
+ \$1{,}000.00 ¦ 1000 ¦ same-number
? 1.234,50 ¦ 1234.5 ¦ two-readings
? 2,3 ¦ 2.3 ¦ two-readings

# repeating decimals
+ 0.\overline{142857} ¦ 1/7 ¦ same-number
+ 0.\overline{9} ¦ 1 ¦ same-number
? 0.(3) ¦ 1/3 ¦ not-parsed
? 0.\overline{3} ¦ 0.3 ¦ may-be-rounded
+ 1.2\overline{34} ¦ 611/495 ¦ same-number

# complex numbers
+ 2+3i ¦ 3i+2 ¦ same-number
- 2+3i ¦ 2-3i ¦ different-number
+ (1+i)^2 ¦ 2i ¦ same-number
+ 2e^{i\pi/3} ¦ 1+\sqrt3 i ¦ same-number
+ \cos\frac{\pi}{3}+i\sin\frac{\pi}3 ¦ e^{i\pi/3} ¦ same-number
? 3+4j ¦ 3+4i ¦ variables-differ
+ 2 + 3i ¦ 2+3\sqrt{-1} ¦ same-number
+ i\sqrt{3} ¦ \sqrt3i ¦ same-number

# factorials, binomials, logarithms
? C(5,2) ¦ 10 ¦ not-parsed
? ^5C_2 ¦ 10 ¦ not-parsed
+ \binom{10}{3}\cdot 2 ¦ 240 ¦ same-number
+ 10!/(3!7!) ¦ 120 ¦ same-number
+ \ln e^2 ¦ 2 ¦ same-number
+ \log_{10}1000 ¦ 3 ¦ same-number
+ 2\ln3 ¦ \ln 9 ¦ same-number
+ \log_3 9 + 1 ¦ 3 ¦ same-number
+ \lg 1000 ¦ 3 ¦ same-number
+ \ln(1/2) ¦ -\ln2 ¦ same-number
+ 20! ¦ 2432902008176640000 ¦ same-number
- 3! ¦ 9 ¦ different-number
+ 0! ¦ 1 ¦ same-number

# radicals
+ \sqrt{12} ¦ 2\sqrt3 ¦ same-number
+ \sqrt{8}/2 ¦ \sqrt2 ¦ same-number
+ \frac{1}{\sqrt2} ¦ \frac{\sqrt2}{2} ¦ same-number
+ \sqrt[3]{54} ¦ 3\sqrt[3]{2} ¦ same-number
+ 2^{1/2} ¦ \sqrt2 ¦ same-number
+ \sqrt{3+2\sqrt2} ¦ 1+\sqrt2 ¦ same-number
+ \sqrt{5} ¦ 2.236 ¦ within-rounding
- \sqrt{5} ¦ \sqrt{6} ¦ different-number
+ (\sqrt{2})^2 ¦ 2 ¦ same-number
- \sqrt2+\sqrt3 ¦ \sqrt5 ¦ different-number
? \sqrt{4} ¦ \pm2 ¦ several-answers
+ \sqrt[4]{16} ¦ 2 ¦ same-number
+ √2 ¦ \sqrt{2} ¦ same-number
+ sqrt(2) ¦ \sqrt2 ¦ same-number
+ 2√3 ¦ \sqrt{12} ¦ same-number

# angles
? \sin 90 ¦ 1 ¦ two-readings
? \cos 180 ¦ -1 ¦ two-readings
? \tan 60 ¦ \sqrt3 ¦ two-readings
+ \sin 2 ¦ 0.909 ¦ within-rounding
- \sin 2 ¦ 0.0349 ¦ different-number
? \cos 60 ¦ \cos 60^\circ ¦ two-readings
? \cos 60^\circ ¦ \cos 60 ¦ two-readings
? \cos 7 ¦ 0.7539 ¦ two-readings
- \cos 6 ¦ 0.5 ¦ different-number
+ \sin(x) ¦ \sin x ¦ same-expression
? \sin 30 + \cos 60 ¦ 1 ¦ two-readings
? \sin^2 30 ¦ 0.25 ¦ two-readings
? \cos(2\cdot 30) ¦ 0.5 ¦ two-readings
? \sin 45 ¦ \frac{\sqrt2}{2} ¦ two-readings
+ \arcsin 0.5 ¦ 30^\circ ¦ same-number
+ \arccos(1/2) ¦ \pi/3 ¦ same-number
? 2\sin 15\cos 15 ¦ 0.5 ¦ two-readings

# factorial products
+ 3!4! ¦ 144 ¦ same-number
+ \frac{9!}{2!3!4!} ¦ 1260 ¦ same-number
+ 5!/2! ¦ 60 ¦ same-number
+ 3!2 ¦ 12 ¦ same-number

# pi approximants
? 44/7 ¦ 6.28 ¦ may-be-rounded
? 88/7 ¦ 12.57 ¦ may-be-rounded
? 11/7 ¦ 1.57 ¦ may-be-rounded
+ 3/7 ¦ 0.43 ¦ within-rounding
+ 2/3 ¦ 0.667 ¦ within-rounding
+ 5/6 ¦ 0.83 ¦ within-rounding
+ 13/7 ¦ 1.857 ¦ within-rounding
+ 22/7 ¦ 3.143 ¦ within-rounding
? 355/113 ¦ 3.1416 ¦ may-be-rounded
+ 22/7 ¦ 3.142857 ¦ within-rounding
? 154 ¦ 153.94 ¦ may-be-rounded
+ 1/7 ¦ 0.14 ¦ within-rounding
? 0.14 ¦ 1/7 ¦ may-be-rounded

# numbers
+ -\frac{3}{-4} ¦ 3/4 ¦ same-number
+ \frac{-3}{4} ¦ -\frac34 ¦ same-number
? 3- ¦ 3 ¦ not-parsed
+ 1e-3 ¦ 0.001 ¦ same-number
- 1,000,00 ¦ 100000 ¦ different-set
- 1,2,3 ¦ 123 ¦ different-set
? ٣ ¦ 3 ¦ not-parsed
? 1__2 ¦ 12 ¦ not-parsed
? 12 34 ¦ 1234 ¦ not-parsed
? 1.0000001 ¦ 1 ¦ may-be-rounded
? 0.9999 ¦ 1 ¦ may-be-rounded
? 2.99 ¦ 3 ¦ may-be-rounded
? 99.9% ¦ 1 ¦ may-be-rounded
+ 1/3 ¦ 33.3% ¦ within-rounding
+ 33\frac13\% ¦ 1/3 ¦ same-number
+ 0.5% ¦ 1/200 ¦ same-number
+ 150% ¦ 1.5 ¦ same-number
+ -50% ¦ -0.5 ¦ same-number
? 5‰ ¦ 0.005 ¦ not-parsed
+ 10^{-2} ¦ 1% ¦ same-number
+ 2.5e+3 ¦ 2500 ¦ same-number
+ 1.5 million ¦ 1500000 ¦ same-number
+ 3 dozen ¦ 36 ¦ same-number
+ 3.2 billion ¦ 3200000000 ¦ same-number
+ $5.50 ¦ 5.5 ¦ same-number
? €5 ¦ $5 ¦ unit-unclear
+ 5 USD ¦ $5 ¦ same-quantity
+ 550 cents ¦ $5.50 ¦ same-quantity
+ $0.05 ¦ 5 cents ¦ same-quantity
+ 5¢ ¦ $0.05 ¦ same-quantity
+ 1st ¦ 1 ¦ same-number
? XIV ¦ 14 ¦ not-parsed
+ forty-two ¦ 42 ¦ same-number
? minus five ¦ -5 ¦ not-parsed
? negative 5 ¦ -5 ¦ not-parsed
? 1 in 4 ¦ 1/4 ¦ not-parsed
? 1 out of 4 ¦ 1/4 ¦ not-parsed
? one half ¦ 1/2 ¦ not-parsed
? a quarter ¦ 1/4 ¦ not-parsed
+ 3:1 ¦ 3 ¦ same-ratio
+ 3 : 1 ¦ 3:1 ¦ same-text
+ 2^{-1} ¦ 0.5 ¦ same-number
? (-8)^{1/3} ¦ -2 ¦ not-decided
+ (-2)^2 ¦ 4 ¦ same-number
- -2^2 ¦ 4 ¦ different-number
+ -2^2 ¦ -4 ¦ same-number
+ \sqrt{-1} ¦ i ¦ same-number
? 0^0 ¦ 1 ¦ not-decided
? 1^\infty ¦ 1 ¦ not-parsed
+ \frac{0}{5} ¦ 0 ¦ same-number
? \frac50 ¦ 0 ¦ not-decided
+ \frac{1}{3}+\frac16 ¦ 1/2 ¦ same-number
+ 1-1 ¦ 0 ¦ same-number
? 3.\bar{3} ¦ 10/3 ¦ not-parsed
? 0.1\bar{6} ¦ 1/6 ¦ variables-differ
+ 0.12\overline{3} ¦ 37/300 ¦ same-number
+ -0.\overline{6} ¦ -2/3 ¦ same-number
+ 0.\overline{12} ¦ 4/33 ¦ same-number
? 0.\overline{12} ¦ 0.12 ¦ may-be-rounded
`;
