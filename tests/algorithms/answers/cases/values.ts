/** Cases of per cent, powers of ten, roots and constants, complex numbers, number bases, factorials, angles. */
export const VALUES = String.raw`
# per cent
+ 25\% ¦ 25% ¦ same-text
+ 25 % ¦ 25\% ¦ same-text
+ 25 percent ¦ 25% ¦ same-quantity
+ 25% ¦ 25 ¦ same-number
+ 25 ¦ 25\% ¦ same-number
+ 25% ¦ 0.25 ¦ same-number
+ 0.25 ¦ 25% ¦ same-number
+ 25% ¦ 1/4 ¦ same-number
+ \frac{1}{4} ¦ 25\% ¦ same-number
+ 173\% ¦ 173 ¦ same-number
+ ２５％ ¦ 25% ¦ same-text
+ 33\frac{1}{3}\% ¦ \frac13 ¦ same-number
+ \frac{100}{3}\% ¦ 33\frac13 \% ¦ same-quantity
? 0.5% ¦ 0.5 ¦ unit-unclear
? 0.5 ¦ 0.5% ¦ unit-unclear
? 33\% ¦ 1/3 ¦ may-be-rounded
? 25% ¦ 0.3 ¦ may-be-rounded
- 25% ¦ 0.4 ¦ different-number
- 25% ¦ 2.5 ¦ different-number
- 25% ¦ 26% ¦ different-number
- 12.5 ¦ 25\% ¦ different-number
- 25 ¦ 0.25 ¦ different-number

# powers of ten
+ 3 \times 10^{8} ¦ 300000000 ¦ same-number
+ 3 × 10^8 ¦ 3 \cdot 10^{8} ¦ same-number
+ 3 x 10^8 ¦ 300000000 ¦ same-number
+ 3*10^8 ¦ 3e8 ¦ same-number
+ 3e8 ¦ 300,000,000 ¦ same-number
+ 3.0e8 ¦ 300,000,000 ¦ same-number
+ 3.9e-31 ¦ 3.9 \times 10^{-31} ¦ same-number
+ 3.9E-31 ¦ 3.9 × 10⁻³¹ ¦ same-number
+ 1.0e-10 ¦ 10^{-10} ¦ same-number
+ 10^-6 ¦ 0.000001 ¦ same-number
? 8×10-3 ¦ 0.008 ¦ not-parsed
+ 2^3^2 ¦ 512 ¦ same-number
- 3 \times 10^{8} ¦ 3 \times 10^{7} ¦ different-number
- 3.9e-31 ¦ 3.9e-30 ¦ different-number
- 3.9e-31 ¦ 0 ¦ different-number
- 2 \times 10^{-3} ¦ 2 \times 10^{3} ¦ different-number

# roots
+ \sqrt{8} ¦ 2\sqrt{2} ¦ same-number
+ \sqrt8 ¦ 2\sqrt2 ¦ same-number
+ √8 ¦ 2√2 ¦ same-number
+ sqrt(8) ¦ 2sqrt(2) ¦ same-number
+ \sqrt 2 ¦ \sqrt{2} ¦ same-number
+ \sqrt{\frac{1}{2}} ¦ \frac{\sqrt{2}}{2} ¦ same-number
+ \frac{1}{\sqrt{3}} ¦ \frac{\sqrt{3}}{3} ¦ same-number
+ \sqrt{9} ¦ 3 ¦ same-number
+ \sqrt[3]{27} ¦ 3 ¦ same-number
+ \sqrt[3]{-8} ¦ -2 ¦ same-number
+ (-2)^{\sqrt[3]{-8}} ¦ \frac14 ¦ same-number
+ {-2}^2 ¦ 4 ¦ same-number
+ \sqrt[3]{16} ¦ 2\sqrt[3]{2} ¦ same-number
+ 2^{1/2} ¦ \sqrt{2} ¦ same-number
+ 8^{2/3} ¦ 4 ¦ same-number
+ \sqrt{3+2\sqrt{2}} ¦ 1+\sqrt{2} ¦ same-number
+ \frac{2}{\sqrt{5}-\sqrt{3}} ¦ \sqrt{5}+\sqrt{3} ¦ same-number
+ 11\sqrt 2 ¦ \sqrt{242} ¦ same-number
+ \frac{1+\sqrt{5}}{2} ¦ \frac{\sqrt{5}+1}{2} ¦ same-number
+ \sqrt{2}\sqrt{3} ¦ \sqrt{6} ¦ same-number
+ \sqrt[4]{4} ¦ \sqrt{2} ¦ same-number
- \sqrt{2} ¦ \sqrt{3} ¦ different-number
- 2\sqrt{3} ¦ 3\sqrt{2} ¦ different-number
- \sqrt{2}+\sqrt{3} ¦ \sqrt{5} ¦ different-number
- -\sqrt{2} ¦ \sqrt{2} ¦ different-number
- \frac{\sqrt{3}}{2} ¦ \frac{\sqrt{2}}{2} ¦ different-number
- \sqrt{16} ¦ 8 ¦ different-number
- \sqrt[3]{9} ¦ 3 ¦ different-number
? \sqrt{} ¦ 0 ¦ not-parsed
? \sqrt[0]{2} ¦ 1 ¦ not-parsed

- \sqrt{2+10^{-30}} ¦ \sqrt{2} ¦ different-number
? 10^{-80}\pi ¦ 0 ¦ not-decided

# constants and functions
+ \pi ¦ π ¦ same-text
+ 2\pi ¦ \pi\cdot 2 ¦ same-number
+ \frac{4}{3}\pi ¦ 4\pi/3 ¦ same-number
+ 84\pi+35 ¦ 35+84\pi ¦ same-number
+ 7(12\pi+5) ¦ 84\pi+35 ¦ same-number
+ e^2 ¦ e \cdot e ¦ same-number
+ e^{\ln 3} ¦ 3 ¦ same-number
+ \ln 8 ¦ 3 \ln 2 ¦ same-number
+ \log_2 8 ¦ 3 ¦ same-number
+ \log_{8}(4) ¦ \frac23 ¦ same-number
+ \frac{\ln 2}{\ln 3} ¦ \log_3 2 ¦ same-number
+ \sin 30^\circ ¦ \frac12 ¦ same-number
+ \sin\frac{\pi}{6} ¦ 0.5 ¦ same-number
+ \cos(60°) ¦ 1/2 ¦ same-number
+ \tan 45^{\circ} ¦ 1 ¦ same-number
+ \arctan 1 ¦ \frac{\pi}{4} ¦ same-number
+ \arcsin \frac{1}{2} ¦ \frac{\pi}{6} ¦ same-number
+ \tan^{-1}(1) ¦ \pi/4 ¦ same-number
+ \sin^2 20^\circ + \cos^2 20^\circ ¦ 1 ¦ same-number
+ \sec \frac{\pi}{3} ¦ 2 ¦ same-number
+ \lfloor 3.7 \rfloor ¦ 3 ¦ same-number
+ \lceil \pi \rceil ¦ 4 ¦ same-number
+ |-5| ¦ 5 ¦ same-number
+ \left|\sqrt{2}-2\right| ¦ 2-\sqrt2 ¦ same-number
+ \frac{\log 8}{\log 2} ¦ 3 ¦ same-number
- \pi ¦ 2\pi ¦ different-number
- e ¦ \pi ¦ different-number
? \pi ¦ \frac{22}{7} ¦ may-be-rounded
- \ln 2 ¦ \ln 3 ¦ different-number
- \cos 60^\circ ¦ \frac{\sqrt3}{2} ¦ different-number
- \pi^2 ¦ 2\pi ¦ different-number
+ \log 100 ¦ 2 ¦ same-number
+ \log e ¦ 1 ¦ same-number
- \log 100 ¦ 3 ¦ different-number
? \ln(-1) ¦ 0 ¦ not-decided
? \int_0^1 x dx ¦ 1/2 ¦ not-parsed
? \sum_{k=1}^{3} k ¦ 6 ¦ not-parsed

# complex numbers
+ 3+4i ¦ 4i+3 ¦ same-number
+ 3 + 4\mathrm{i} ¦ 3+4i ¦ same-text
+ (1+2i)(1-2i) ¦ 5 ¦ same-number
+ i^2 ¦ -1 ¦ same-number
+ \sqrt{-4} ¦ 2i ¦ same-number
+ \frac{1}{i} ¦ -i ¦ same-number
+ \frac{2}{7}+\frac{3}{7}i ¦ \frac{2+3i}{7} ¦ same-number
+ e^{i\pi} ¦ -1 ¦ same-number
+ e^{i\pi/3} ¦ \frac{1+i\sqrt3}{2} ¦ same-number
+ |3+4i| ¦ 5 ¦ same-number
- 3+4i ¦ 3-4i ¦ different-number
- 3+4i ¦ 4+3i ¦ different-number
- 3+4i ¦ 5 ¦ different-number
- i ¦ 1 ¦ different-number
- 2i ¦ -2i ¦ different-number

# number bases
+ 101_2 ¦ 101_{2} ¦ same-number
+ 0101_2 ¦ 101_2 ¦ same-number
+ 3586_9 ¦ 3586_9 ¦ same-text
- 101_2 ¦ 110_2 ¦ different-number
- 3586_9 ¦ 3587_9 ¦ different-number
- 101_2 ¦ 7 ¦ different-number
? 101_2 ¦ 101 ¦ unit-unclear
? 101_2 ¦ 5 ¦ unit-unclear
? 101_2 ¦ 12_3 ¦ unit-unclear
? 129_2 ¦ 5 ¦ not-decided

# factorials and binomials
+ 5! ¦ 120 ¦ same-number
+ \frac{8!}{2} ¦ 20160 ¦ same-number
+ \binom{5}{2} ¦ 10 ¦ same-number
+ {5 \choose 2} ¦ 10 ¦ same-number
+ \binom52 ¦ 10 ¦ same-number
+ \dbinom{10}{3} ¦ 120 ¦ same-number
+ \frac{100!}{98!} ¦ 9900 ¦ same-number
+ 2^{2017} ¦ 2 \cdot 2^{2016} ¦ same-number
+ 100! ¦ 100 \cdot 99! ¦ same-number
- 5! ¦ 60 ¦ different-number
- \binom{5}{2} ¦ \binom{5}{1} ¦ different-number
? 2^{99999989}-1 ¦ 2^{99999989}+1 ¦ not-decided
? 10000! ¦ 1 ¦ not-decided
? 5!! ¦ 15 ¦ not-parsed
? 9^{9^{9^{9}}} ¦ 1 ¦ not-decided

# angles
+ 45^\circ ¦ 45 ¦ same-number
+ 45° ¦ 45^{\circ} ¦ same-quantity
+ 45 degrees ¦ 45^\circ ¦ same-quantity
+ 45 \text{ degrees} ¦ 45 ¦ same-number
+ 45^\circ ¦ \frac{\pi}{4} ¦ same-number
+ \pi ¦ 180^\circ ¦ same-number
+ \frac{\pi}{3} \text{ radians} ¦ 60^\circ ¦ same-quantity
+ 310^{\circ} ¦ 310 ¦ same-number
- 45^\circ ¦ 46^\circ ¦ different-number
- 45^\circ ¦ \frac{\pi}{3} ¦ different-number
? 30 ¦ \frac{\pi}{6} ¦ may-be-converted
? \frac{\pi}{6} ¦ 30 ¦ may-be-converted
- 31 ¦ \frac{\pi}{6} ¦ different-number
- 120 ¦ 60^\circ ¦ different-number
`;
