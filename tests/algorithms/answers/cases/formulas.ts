/** Cases of expressions with variables, equations, and values with names. */
export const FORMULAS = String.raw`
# expressions
+ x+1 ¦ 1+x ¦ same-expression
+ x + 1 ¦ x+1 ¦ same-text
+ 2x ¦ x \cdot 2 ¦ same-expression
+ 2(x+1) ¦ 2x+2 ¦ same-expression
+ (x+1)^2 ¦ x^2+2x+1 ¦ same-expression
+ (x-1)(x+1) ¦ x^2-1 ¦ same-expression
+ x^{2} ¦ x^2 ¦ same-expression
+ x² ¦ x^2 ¦ same-expression
+ \frac{x}{2} ¦ 0.5x ¦ same-expression
+ \frac{2x}{4} ¦ \frac{x}{2} ¦ same-expression
+ \frac{1}{x}+\frac{1}{y} ¦ \frac{x+y}{xy} ¦ same-expression
+ \sqrt{x^2} ¦ |x| ¦ same-expression
+ x\sqrt{2} ¦ \sqrt2 x ¦ same-expression
+ a^2-b^2 ¦ (a-b)(a+b) ¦ same-expression
+ ab ¦ b a ¦ same-expression
+ 17a+58b ¦ 58b+17a ¦ same-expression
+ \sin 2x ¦ 2\sin x\cos x ¦ same-expression
+ \sin^2 x ¦ 1-\cos^2 x ¦ same-expression
+ \tan x ¦ \frac{\sin x}{\cos x} ¦ same-expression
+ \cosx+1 ¦ 1+\cos x ¦ same-expression
+ \ln x^2 ¦ 2\ln |x| ¦ same-expression
+ e^{2x} ¦ (e^x)^2 ¦ same-expression
+ e^{x+1} ¦ e \cdot e^x ¦ same-expression
+ 2^{n+1} ¦ 2 \cdot 2^n ¦ same-expression
+ \frac{n(n+1)}{2} ¦ \frac{n^2+n}{2} ¦ same-expression
+ \binom{n}{2} ¦ \frac{n(n-1)}{2} ¦ same-expression
+ n! ¦ n (n-1)! ¦ same-expression
+ x^{1/2} ¦ \sqrt{x} ¦ same-expression
+ \frac{1}{x^2} ¦ x^{-2} ¦ same-expression
+ a_1+a_2 ¦ a_{2}+a_{1} ¦ same-expression
+ -x+77 ¦ 77-x ¦ same-expression
+ \pi r^2 ¦ r^2 \pi ¦ same-expression
+ \lfloor \frac{2n}{2} \rfloor ¦ \lfloor n \rfloor ¦ same-expression
+ x-x+3 ¦ 3 ¦ same-expression
+ 4\alpha ¦ \alpha\cdot4 ¦ same-expression
+ x^3+125 ¦ (x+5)(x^2-5x+25) ¦ same-expression
- x+1 ¦ x+2 ¦ different-expression
- 2x ¦ x^2 ¦ different-expression
- (x+1)^2 ¦ x^2+1 ¦ different-expression
- x^2 ¦ -x^2 ¦ different-expression
- \frac{x}{2} ¦ \frac{2}{x} ¦ different-expression
- \sin x ¦ \cos x ¦ different-expression
- e^{2x} ¦ e^{3x} ¦ different-expression
- 2^n ¦ 2^{n-1} ¦ different-expression
- 2n ¦ 3n ¦ different-expression
- \frac{n(n+1)}{2} ¦ \frac{n(n-1)}{2} ¦ different-expression
- \ln x ¦ \ln (2x) ¦ different-expression
? x+1 ¦ y+1 ¦ variables-differ
? x+1 ¦ 5 ¦ variables-differ
? n ¦ N ¦ variables-differ
? a+b ¦ a+2b ¦ variables-bound
? x^2+C ¦ x^2+2C ¦ variables-bound
? \frac{x^2}{2}+C ¦ \frac{x^2+1}{2}+C ¦ variables-bound
? 1/2x ¦ x/2 ¦ two-readings
? 1/2x ¦ \frac{1}{2x} ¦ two-readings
? \sqrt{x^2} ¦ x ¦ equal-in-part
+ (-1)^n ¦ \cos(\pi n) ¦ same-expression
? |x-1| ¦ x-1 ¦ equal-in-part
? \omega^2 ¦ -\omega-1 ¦ variables-bound
? x^{x^{x^{9999}}} ¦ 1 ¦ variables-differ
? f(x) ¦ g(x) ¦ variables-differ
? x'' ¦ x ¦ not-parsed
? dog ¦ god ¦ different-text
? ABC ¦ BCA ¦ different-text

# names of values
+ x=3 ¦ 3 ¦ same-number
+ 3 ¦ x = 3 ¦ same-number
+ x = 3 ¦ x=3 ¦ same-text
+ 3 = x ¦ x=3 ¦ same-number
+ x=\frac12 ¦ 0.5 ¦ same-number
+ y=2x+3 ¦ 3+2x ¦ same-expression
+ f(x)=x+1 ¦ 1+x ¦ same-expression
+ f(x)=x+1 ¦ y=x+1 ¦ same-expression
+ N=n ¦ n ¦ same-expression
+ a=4, b=1 ¦ b=1, a=4 ¦ same-tuple
+ a=4,b=1 ¦ (4,1) ¦ same-tuple
+ x = 6/2 = 3 ¦ 3 ¦ same-number
+ m_{\max} = 10 ¦ 10 ¦ same-number
+ P = \frac{1}{3} \approx 0.33 ¦ \frac13 ¦ same-number
+ (x, y) = (1, 2) ¦ x=1, y=2 ¦ same-tuple
+ x \approx 3.14 ¦ 3.14 ¦ same-number
+ \log_8 (4) = \frac{2}{3} ¦ \frac23 ¦ same-number
- x=3 ¦ 4 ¦ different-number
- x=3 ¦ x=4 ¦ different-number
- y=2x+3 ¦ y=2x+4 ¦ different-expression
- a=4, b=1 ¦ a=1, b=4 ¦ different-tuple
- f(x)=x+1 ¦ f(x)=x-1 ¦ different-expression
? x=3 ¦ y=3 ¦ variables-differ
? x=3 ¦ y=4 ¦ variables-differ
? a=4,b=1 ¦ (1,4) ¦ different-kind
? a=4, b=1 ¦ a=4, c=1 ¦ variables-differ
? \log_8 (4) = \frac{2}{3} ¦ 8^{2/3}=4 ¦ equations-differ
? 0.3 = 1/2 ¦ 1/2 ¦ different-kind
+ 0.5 = 1/2 ¦ 1/2 ¦ same-number
? r=5, h/r=8 ¦ 5 ¦ not-parsed
? \log_2 8 = 3 ¦ \log_3 27 = 3 ¦ equations-differ
? 1+1=2 ¦ 2+2=4 ¦ equations-differ

# equations and inequalities
+ y=2x+3 ¦ 2x-y+3=0 ¦ same-equation
+ 2x-y+3=0 ¦ 4x-2y=-6 ¦ same-equation
+ x^2+y^2=1 ¦ 1=x^2+y^2 ¦ same-equation
+ \frac{x^2}{4}+\frac{y^2}{9}=1 ¦ 9x^2+4y^2=36 ¦ same-equation
+ x+2y-z+6=0 ¦ z=x+2y+6 ¦ same-equation
+ u^2\le5v^2 ¦ 5v^2 \ge u^2 ¦ same-equation
+ x+y<3 ¦ 3>y+x ¦ same-equation
+ x-3=0 ¦ x=3 ¦ same-equation
? y=2x+3 ¦ y-2x=4 ¦ equations-differ
? x^2=4 ¦ |x|=2 ¦ equations-differ
? x+y<3 ¦ x+y\le3 ¦ equations-differ
? 0=0 ¦ x+y=3 ¦ equations-differ
? x+y=3 ¦ 3 ¦ different-kind
`;
