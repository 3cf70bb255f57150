/** More cases of choices and words, and of odd typesetting. */
export const MORE_WORDS = String.raw`
# choices
+ B ¦ (B) ¦ same-choice
+ B. 12 ¦ B ¦ same-choice
+ A and C ¦ C, A ¦ same-choice
- A ¦ C ¦ different-choice
+ \text{(D)} ¦ D ¦ same-choice
+ Option C ¦ C ¦ same-choice

# choices
+ B) ¦ B ¦ same-choice
+ Choice B ¦ B ¦ same-choice
+ B: 5 ¦ B ¦ same-choice
+ The correct option is (B). ¦ B ¦ same-choice
+ A ¦ a ¦ same-choice
+ A, B ¦ B, A ¦ same-choice
- A, B ¦ A ¦ different-choice
+ ABC ¦ A, B, C ¦ same-choice

# all sorts
- -5 ¦ 5 ¦ different-number
+ −5 ¦ -5 ¦ same-text
+ –5 ¦ -5 ¦ same-text
+ +5 ¦ 5 ¦ same-number
+ 5. ¦ 5 ¦ same-text
+ 05 ¦ 5 ¦ same-number
+ 5.0 ¦ 5 ¦ same-number
+ 5.00 ¦ 5 ¦ same-number
+ .5 ¦ 0.5 ¦ same-number
+ -.5 ¦ -1/2 ¦ same-number
+ 1e400 ¦ 1e400 ¦ same-text
+ 10^{100} ¦ 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 ¦ same-number
+ 2^{100} ¦ 1267650600228229401496703205376 ¦ same-number
- 2^{100} ¦ 1267650600228229401496703205377 ¦ different-number
- 99999999999999999999 ¦ 100000000000000000000 ¦ different-number
+ 0 ¦ -0 ¦ same-number
+ 0.1+0.2 ¦ 0.3 ¦ same-number
? 1/0 ¦ 0 ¦ not-decided
? 0/0 ¦ 1 ¦ not-decided
? 7 remainder 2 ¦ 7 R 2 ¦ not-parsed
? 7 R2 ¦ 7 ¦ not-parsed
+ yes ¦ Yes. ¦ same-word
+ true ¦ yes ¦ same-word
- even ¦ odd ¦ different-word
+ Paris ¦ paris ¦ same-word
? Paris ¦ London ¦ different-text
+ the red ball ¦ red ball ¦ same-word
+ approximately 5 ¦ 5 ¦ same-number
+ \approx 5 ¦ 5 ¦ same-number
? about 3.14 ¦ \pi ¦ may-be-rounded
? 5 or 6 ¦ 5 ¦ several-answers
+ 5 and 6 ¦ 6, 5 ¦ same-set
? between 5 and 6 ¦ (5,6) ¦ not-parsed
+ 3:4 ¦ 3/4 ¦ same-ratio
? 3 to 4 ¦ 3:4 ¦ not-parsed
? 12:30 ¦ 12:30 PM ¦ unit-unclear
+ 3 pm ¦ 15:00 ¦ same-time
- 3 am ¦ 3 pm ¦ different-time
? x ¦ y ¦ variables-differ
+ \frac{3}{4} ¦ 3 / 4 ¦ same-number
+ \dfrac34 ¦ 0.75 ¦ same-number
+ \frac{6}{8} ¦ \frac34 ¦ same-number
- 3/4 ¦ 4/3 ¦ different-number
+ 45° ¦ \pi/4 ¦ same-number
+ 45 ¦ 45^{\circ} ¦ same-number
? \frac{\pi}{4} ¦ 45 ¦ may-be-converted
- 60° ¦ \frac{\pi}{4} ¦ different-number
+ 90 degrees ¦ \frac{\pi}{2} ¦ same-number
? 30°15' ¦ 30.25° ¦ not-parsed
+ \boxed{5} ¦ 5 ¦ same-text
+ $5$ ¦ 5 ¦ same-text
+ \[5\] ¦ 5 ¦ same-text
+ **5** ¦ 5 ¦ same-text
+ 5 (five) ¦ 5 ¦ same-number
+ five ¦ 5 ¦ same-number
? a dozen ¦ 12 ¦ not-parsed
? 1st ¦ first ¦ not-parsed
? third ¦ 3 ¦ not-parsed
+ 101_2 ¦ 101_2 ¦ same-text
? 0x1F ¦ 31 ¦ not-parsed
? 1010_2 ¦ 1010 ¦ unit-unclear
? FF_{16} ¦ 255 ¦ variables-differ
+ \text{Monday} ¦ Monday ¦ same-text
+ January 5 ¦ 5 January ¦ same-date
+ 2\frac{1}{2} ¦ 2.5 ¦ same-number
+ 2 1/2 hours ¦ 150 minutes ¦ same-quantity
+ 10^{-3} ¦ 0.001 ¦ same-number
? 10**3 ¦ 1000 ¦ not-parsed
+ 3^2 ¦ 9 ¦ same-number
+ 3² ¦ 9 ¦ same-number
+ ½ ¦ 0.5 ¦ same-number
+ 1½ ¦ 1.5 ¦ same-number
+ ∞ ¦ \infty ¦ same-text
+ π ¦ \pi ¦ same-text
+ 2π ¦ 6.28 ¦ within-rounding
? 2\pi r ¦ 2\pi R ¦ variables-differ
? \theta ¦ \Theta ¦ variables-differ
+ \frac{a}{b} ¦ a/b ¦ same-expression
? a_1 ¦ a_2 ¦ variables-differ
? x_1 ¦ x1 ¦ not-parsed
? \vec{a} ¦ a ¦ variables-differ
? \hat{i}+2\hat{j} ¦ \mathbf{i}+2\mathbf{j} ¦ variables-differ
? (1,2) ¦ \mathbf{i}+2\mathbf{j} ¦ different-kind
? \overline{AB} ¦ AB ¦ not-parsed
? \triangle ABC ¦ ABC ¦ different-text
? \angle ABC=60^\circ ¦ 60 ¦ not-parsed
+ 3\sqrt{2}\text{ cm} ¦ 4.24 cm ¦ within-rounding
- 3\sqrt2 ¦ 18 ¦ different-number
+ \lfloor 3.7\rfloor ¦ 3 ¦ same-number
+ \lceil 3.2\rceil ¦ 4 ¦ same-number
+ |{-3}| ¦ 3 ¦ same-number
? \gcd(12,18) ¦ 6 ¦ not-parsed
? 7 \bmod 3 ¦ 1 ¦ not-parsed
? 7\pmod{10} ¦ 7 ¦ not-parsed
? \sum_{k=1}^{10}k ¦ 55 ¦ not-parsed
? \lim_{x\to0}\frac{\sin x}{x} ¦ 1 ¦ not-parsed
? \max(3,4) ¦ 4 ¦ not-parsed
+ e ¦ 2.72 ¦ within-rounding
? \phi ¦ 1.618 ¦ variables-differ

# bold and wrappers
+ **x = 5** ¦ 5 ¦ same-number
+ **A** ¦ A ¦ same-text
? *5* ¦ 5 ¦ not-parsed
? **5** and **6** ¦ 5 ¦ not-parsed
? __5__ ¦ 5 ¦ not-parsed
? Answer: **5** ¦ 5 ¦ not-parsed
? **Answer:** 5 ¦ 5 ¦ not-parsed

# yes / no, words
? Yes, it is. ¦ yes ¦ different-text
+ no ¦ No ¦ same-word
? not possible ¦ impossible ¦ different-text
- Increasing ¦ decreasing ¦ different-word
? isosceles ¦ isosceles triangle ¦ different-text
? George Washington ¦ Washington ¦ different-text
+ photosynthesis ¦ Photosynthesis ¦ same-word
? cell wall ¦ cell membrane ¦ different-text
? 3 apples and 2 pears ¦ 3 ¦ equal-in-part
+ 7 ¦ 7 apples ¦ same-number
? I do not know ¦ 5 ¦ not-parsed
? \boxed{} ¦ 5 ¦ no-answer
? ... ¦ 5 ¦ no-answer
? ? ¦ 5 ¦ not-parsed

# hostile shapes
? {5 ¦ 5 ¦ not-parsed
? 5} ¦ 5 ¦ not-parsed
? \frac{1}{2 ¦ 1/2 ¦ not-parsed
+ $$5 ¦ 5 ¦ same-text
+ \left(5\right) ¦ 5 ¦ same-number
+ ((5)) ¦ 5 ¦ same-number
+ {{{5}}} ¦ 5 ¦ same-text
? 5\\ ¦ 5 ¦ not-parsed
+ \text{5} ¦ 5 ¦ same-text
- 5%% ¦ 5% ¦ different-unit
+ --5 ¦ 5 ¦ same-number
+ +-5 ¦ -5 ¦ same-number
+ 5+-3 ¦ 2 ¦ same-number
+ 1/2/3 ¦ 1/6 ¦ same-number
? 2/3x ¦ \frac{2}{3}x ¦ two-readings
? 2/3x ¦ \frac{2}{3x} ¦ two-readings
+ 1/2+1/2 ¦ 1 ¦ same-number
? NaN ¦ 0 ¦ not-parsed
+ Infinity ¦ \infty ¦ same-number
? null ¦ 0 ¦ not-parsed
? true ¦ 1 ¦ different-kind
? 0x10 ¦ 16 ¦ not-parsed
? 0b11 ¦ 3 ¦ not-parsed
`;
